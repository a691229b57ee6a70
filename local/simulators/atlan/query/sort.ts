import { Refused } from '../../kit/http/answer.ts';
import { badRequest } from '../http/answer.ts';
import type { Field, FieldTable } from './field.ts';

type Order<T> = (a: T, b: T) => number;

/** `sort=field` ascending, `sort=-field` descending; several by comma or by repeating. Records without the field come last. */
export function bySort<T>(query: URLSearchParams, fields: FieldTable<T>): Order<T> | undefined {
  const names = query
    .getAll('sort')
    .flatMap((value) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) return undefined;
  const orders = names.map((name) => orderOf(name, fields));
  return (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

function orderOf<T>(name: string, fields: FieldTable<T>): Order<T> {
  const field = fields.get(name.replace(/^[-+]/, ''));
  if (field === undefined) throw new Refused(badRequest(`400 Bad Request: unrecognized key "${name}" for sorting`));
  const direction = name.startsWith('-') ? -1 : 1;
  return (a, b) => compared(field, a, b, direction);
}

function compared<T>(field: Field<T>, a: T, b: T, direction: 1 | -1): number {
  const left = field.read(a);
  const right = field.read(b);
  if (left === right) return 0;
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return left < right ? -direction : direction;
}
