/** Input that is not what it must be; `field` says where, the message what to write instead. */
export class InvalidInput extends Error {
  readonly field: string;

  constructor(field: string, must: string) {
    super(`${field} ${must}`);
    this.name = 'InvalidInput';
    this.field = field;
  }
}

/** Turns a value of unknown shape into a T or throws InvalidInput naming `at`. */
export type Decode<T> = (value: unknown, at: string) => T;

export interface Fields {
  required<T>(name: string, decode: Decode<T>): T;
  /** undefined when the field is absent or null. */
  optional<T>(name: string, decode: Decode<T>): T | undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws {InvalidInput} when `value` is no object, or has a field that is not in `known` (where that is given). */
export function fieldsOf(value: unknown, at: string, known?: readonly string[]): Fields {
  if (!isObject(value)) throw new InvalidInput(at, 'must be an object');
  for (const name of known === undefined ? [] : Object.keys(value)) {
    if (!known?.includes(name)) {
      throw new InvalidInput(`${at}.${name}`, `is unknown; remove it or use one of: ${known?.join(', ')}`);
    }
  }
  return {
    required: (name, decode) => decode(value[name], `${at}.${name}`),
    optional: (name, decode) => (value[name] == null ? undefined : decode(value[name], `${at}.${name}`)),
  };
}

export const text: Decode<string> = (value, at) => {
  if (typeof value !== 'string') throw new InvalidInput(at, 'must be a string');
  return value;
};

export const filledText: Decode<string> = (value, at) => {
  if (typeof value !== 'string' || value === '') throw new InvalidInput(at, 'must be a string that is not empty');
  return value;
};

export const flag: Decode<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw new InvalidInput(at, 'must be true or false');
  return value;
};

export function numberBetween(min: number, max = Number.MAX_SAFE_INTEGER): Decode<number> {
  return (value, at) => {
    if (typeof value !== 'number' || !(value >= min && value <= max)) {
      throw new InvalidInput(at, `must be a number from ${min} to ${max}`);
    }
    return value;
  };
}

export function integerBetween(min: number, max = Number.MAX_SAFE_INTEGER): Decode<number> {
  return (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      throw new InvalidInput(at, `must be a whole number from ${min} to ${max}`);
    }
    return value;
  };
}

export function oneOf<const T extends string | number>(choices: readonly T[]): Decode<T> {
  return (value, at) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new InvalidInput(at, `must be one of: ${choices.join(', ')}`);
    return found;
  };
}

export function listOf<T>(decode: Decode<T>): Decode<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new InvalidInput(at, 'must be a list');
    return value.map((item: unknown, index) => decode(item, `${at}[${index}]`));
  };
}

export function nullOr<T>(decode: Decode<T>): Decode<T | null> {
  return (value, at) => (value === null ? null : decode(value, at));
}
