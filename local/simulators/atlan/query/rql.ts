import { isObject } from '../../kit/decode.ts';
import { Refused } from '../../kit/http/answer.ts';
import { badRequest } from '../http/answer.ts';
import type { Field, FieldTable } from './field.ts';
import { like } from './like.ts';

export type Predicate<T> = (record: T) => boolean;

type Scalar = string | number | boolean;
type Test = (value: Scalar) => boolean;

interface Grammar<T> {
  readonly fields: FieldTable<T>;
  /** Whether equality and $in mind case. */
  readonly mindsCase: boolean;
}

/**
 * An RQL filter as a test of one record. A record without the field never matches, as NULL in SQL.
 * @throws {Refused} with 400 shape A for an unknown field or operator, or a value of the wrong type.
 */
export function compileFilter<T>(filter: unknown, grammar: Grammar<T>): Predicate<T> {
  if (!isObject(filter)) throw invalid('a filter must be an object');
  const parts = Object.entries(filter).map(([name, condition]) => {
    if (name === '$and' || name === '$or') return combined(name, condition, grammar);
    const field = grammar.fields.get(name);
    if (field === undefined) throw invalid(`unrecognized key "${name}" for filtering`);
    return fieldTest(field, name, condition, grammar.mindsCase);
  });
  return (record) => parts.every((part) => part(record));
}

function combined<T>(name: '$and' | '$or', condition: unknown, grammar: Grammar<T>): Predicate<T> {
  if (!Array.isArray(condition) || condition.length === 0) throw invalid(`${name} must be a list that is not empty`);
  const parts = condition.map((part: unknown) => compileFilter(part, grammar));
  return name === '$and'
    ? (record) => parts.every((part) => part(record))
    : (record) => parts.some((part) => part(record));
}

function fieldTest<T>(field: Field<T>, name: string, condition: unknown, mindsCase: boolean): Predicate<T> {
  const tests = isObject(condition)
    ? Object.entries(condition).map(([operator, operand]) =>
        operatorTest(field.kind, `${name}.${operator}`, operator, operand, mindsCase),
      )
    : [operatorTest(field.kind, name, '$eq', condition, mindsCase)];
  return (record) => {
    const value = field.read(record);
    return value !== undefined && tests.every((test) => test(value));
  };
}

function operatorTest(
  kind: Field<unknown>['kind'],
  at: string,
  operator: string,
  operand: unknown,
  mindsCase: boolean,
): Test {
  const fold = (value: Scalar): Scalar => (typeof value === 'string' && !mindsCase ? value.toLowerCase() : value);
  switch (operator) {
    case '$eq': {
      const wanted = fold(scalar(kind, at, operand));
      return (value) => fold(value) === wanted;
    }
    case '$neq': {
      const unwanted = fold(scalar(kind, at, operand));
      return (value) => fold(value) !== unwanted;
    }
    case '$in': {
      if (!Array.isArray(operand)) throw invalid(`${at} must be a list`);
      const wanted = new Set(operand.map((item: unknown) => fold(scalar(kind, at, item))));
      return (value) => wanted.has(fold(value));
    }
    case '$like':
    case '$ilike': {
      if (kind !== 'text' || typeof operand !== 'string') throw invalid(`${at} applies to text only`);
      const matches = like(operand, operator === '$ilike');
      return (value) => typeof value === 'string' && matches(value);
    }
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      return comparison(operator, kind, at, operand);
    default:
      throw invalid(`can not apply op "${operator}" on field "${at.slice(0, -operator.length - 1)}"`);
  }
}

const comparisons = {
  $lt: (value: Scalar, bound: Scalar) => value < bound,
  $lte: (value: Scalar, bound: Scalar) => value <= bound,
  $gt: (value: Scalar, bound: Scalar) => value > bound,
  $gte: (value: Scalar, bound: Scalar) => value >= bound,
};

function comparison(
  operator: keyof typeof comparisons,
  kind: Field<unknown>['kind'],
  at: string,
  operand: unknown,
): Test {
  if (kind === 'flag') throw invalid(`${at} does not apply to true and false`);
  const bound = scalar(kind, at, operand);
  const holds = comparisons[operator];
  return (value) => holds(value, bound);
}

function scalar(kind: Field<unknown>['kind'], at: string, value: unknown): Scalar {
  if (kind === 'text' && typeof value === 'string') return value;
  if (kind === 'number' && typeof value === 'number') return value;
  if (kind === 'flag' && typeof value === 'boolean') return value;
  throw invalid(`${at} must be a ${kind} value`);
}

const invalid = (message: string) => new Refused(badRequest(`400 Bad Request: ${message}`));
