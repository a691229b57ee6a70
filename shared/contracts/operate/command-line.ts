import type { Argument } from './command.ts';

/** How a field of an input is named on a command line, where it is given by name. */
export const optionOf = (field: string): string =>
  `--${field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What one types to ask this, ready for a POSIX shell. */
export function commandLine(
  { name, arguments: args }: { readonly name: string; readonly arguments: readonly Argument[] },
  input: Readonly<Record<string, unknown>>,
): string {
  const given = args.flatMap(({ field, as }) => {
    const value = input[field];
    if (as === 'switch') return value === true ? [optionOf(field)] : [];
    if (typeof value !== 'string') return [];
    return [as === 'option' ? `${optionOf(field)} ${quoted(value)}` : quoted(value)];
  });
  return ['atlan-lifecycle', name, ...given].join(' ');
}

const quoted = (value: string): string =>
  /^[\w.:@/-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
