import type { Argument, Named } from '../../contracts/operate/command.ts';
import type { OperateDeps, Refusal } from './deps.ts';
import { type Given, NAMES } from './names.ts';

/** Refuses an input that names what does not exist, and reports every such field; undefined where all names are known. */
export async function unknownNames(
  args: readonly Argument[],
  input: unknown,
  deps: OperateDeps,
): Promise<Refusal | undefined> {
  const given = textsOf(input);
  const checked = await Promise.all(
    args.map(async ({ field, names }) => {
      const value = given[field];
      if (names === undefined || value === undefined) return [];
      const { isKnown, unknown } = NAMES[names];
      if (!isKnown || (await isKnown(value, given, deps))) return [];
      return [{ field, problem: await unknown(deps, given) }];
    }),
  );
  const fields = checked.flat();
  return fields.length === 0 ? undefined : refused(fields);
}

/** The refusal of one field whose name the use case did not find. */
export async function noSuch(
  { field, names, given = {} }: { readonly field: string; readonly names: Named; readonly given?: Given },
  deps: OperateDeps,
): Promise<Refusal> {
  return refused([{ field, problem: await NAMES[names].unknown(deps, given) }]);
}

const refused = (fields: NonNullable<Refusal['fields']>): Refusal => ({
  kind: 'refused',
  error: 'not-found',
  because: fields.map(({ problem }) => problem).join('; '),
  fields,
});

function textsOf(input: unknown): Given {
  if (typeof input !== 'object' || input === null) return {};
  const texts: Record<string, string> = {};
  for (const [field, value] of Object.entries(input)) if (typeof value === 'string') texts[field] = value;
  return texts;
}
