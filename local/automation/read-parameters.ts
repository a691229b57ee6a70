import type { DocumentContent } from '../template/deployed/deployed-document.ts';
import type { Values } from './fill-in.ts';

/** The value of every parameter, as Systems Manager would take it; or what it would say. */
export function readParameters(
  { parameters }: DocumentContent,
  given: Readonly<Record<string, string>>,
): { readonly values: Values } | { readonly problem: string } {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(parameters, name));
  if (unknown !== undefined) return { problem: `there is no parameter ${unknown}` };
  const values: Record<string, string> = {};
  for (const [name, { default: preset, allowedValues, allowedPattern, maxChars }] of Object.entries(parameters)) {
    const value = given[name] ?? preset;
    if (value === undefined) return { problem: `the parameter ${name} is missing` };
    if (allowedValues && !allowedValues.includes(value))
      return { problem: `${name} must be one of: ${allowedValues.filter((one) => one !== '').join(', ')}` };
    if (allowedPattern !== undefined && !new RegExp(allowedPattern).test(value))
      return { problem: `${name} does not match ${allowedPattern}` };
    if (maxChars !== undefined && value.length > maxChars)
      return { problem: `${name} holds at most ${maxChars} characters` };
    values[name] = value;
  }
  return { values };
}
