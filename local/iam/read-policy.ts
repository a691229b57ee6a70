/** A policy that says something this evaluation does not know; the message names where it stands and what it is. */
export class UnknownPolicy extends Error {
  constructor(at: string, problem: string) {
    super(`${at}: ${problem}`);
    this.name = 'UnknownPolicy';
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws {UnknownPolicy} when it is no object, or has a field that is not among the `known`. */
export function fieldsOf(value: unknown, at: string, known?: readonly string[]): Fields {
  if (!isFields(value)) throw new UnknownPolicy(at, 'must be an object');
  const [unknown] = Object.keys(value).filter((name) => known !== undefined && !known.includes(name));
  if (unknown !== undefined)
    throw new UnknownPolicy(at, `${unknown} is not evaluated here; known are ${known?.join(', ')}`);
  return value;
}

export function listAt(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new UnknownPolicy(at, 'must be a list');
  return value;
}

/** A policy variable would be compared as if it were plain text, so it is refused. */
export function textAt(value: unknown, at: string): string {
  if (typeof value !== 'string') throw new UnknownPolicy(at, 'must be text, with every intrinsic resolved');
  if (value.includes('${')) throw new UnknownPolicy(at, `the policy variable in ${value} is not resolved here`);
  return value;
}

/** One text, or several; IAM takes both. None is a mistake. */
export function textsAt(value: unknown, at: string): readonly string[] {
  const texts = (Array.isArray(value) ? value : [value]).map((one: unknown) => textAt(one, at));
  if (texts.length === 0) throw new UnknownPolicy(at, 'must not be empty');
  return texts;
}
