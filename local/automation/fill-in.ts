/** What stands for a name in a document: a parameter, or what Systems Manager or an earlier step put there. */
export type Values = Readonly<Record<string, unknown>>;

const NAME = /\{\{\s*([\w:.]+)\s*\}\}/g;
const ONLY_NAME = /^\{\{\s*([\w:.]+)\s*\}\}$/;

/** The value with every `{{ name }}` in it replaced. Throws an error that names what stands for nothing. */
export function fillIn(value: unknown, values: Values): unknown {
  if (typeof value === 'string') {
    const [, only] = ONLY_NAME.exec(value) ?? [];
    if (only !== undefined) return standsFor(only, values);
    return value.replaceAll(NAME, (_all, name: string) => String(standsFor(name, values)));
  }
  if (Array.isArray(value)) return value.map((item: unknown) => fillIn(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillIn(item, values)]));
}

function standsFor(name: string, values: Values): unknown {
  if (!Object.hasOwn(values, name)) throw new Error(`{{ ${name} }} stands for nothing at this step`);
  return values[name];
}
