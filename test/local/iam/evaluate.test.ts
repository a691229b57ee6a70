import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CONDITION_KEYS } from '../../../local/iam/condition-key.ts';
import { type Access, evaluate } from '../../../local/iam/evaluate.ts';
import type { Condition, Statement } from '../../../local/iam/statement.ts';

const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/ledger';
const nothingStated = Object.fromEntries(CONDITION_KEYS.map((key) => [key, []]));
const allow = (parts: Partial<Statement> = {}): Statement => ({
  effect: 'Allow',
  actions: ['dynamodb:GetItem'],
  resources: [table],
  conditions: [],
  ...parts,
});
const deny = (parts: Partial<Statement> = {}): Statement => ({ ...allow(parts), effect: 'Deny' });
const asked = (statements: readonly Statement[], parts: Partial<Access> = {}) =>
  evaluate({ statements, action: 'dynamodb:GetItem', resource: table, context: nothingStated, ...parts });

describe('a request', () => {
  it('is allowed by the first statement that fits, which is named', () => {
    const fits = allow({ sid: 'UseLedger' });
    expect(asked([allow({ actions: ['dynamodb:PutItem'] }), fits])).toEqual({ allowed: true, by: fits });
  });

  it('is denied when no statement fits, in words that name what was missing', () => {
    expect(asked([allow({ resources: [`${table}/index/due`] })])).toEqual({
      allowed: false,
      because: `No statement allows dynamodb:GetItem on ${table}`,
    });
  });

  it('is denied by one Deny among any number of Allows', () => {
    expect(asked([allow(), deny({ sid: 'Never' }), allow()])).toEqual({
      allowed: false,
      because: `Statement Never denies dynamodb:GetItem on ${table}`,
    });
  });

  it.each([
    ['DYNAMODB:getitem', table, true],
    ['dynamodb:Get*', table, true],
    ['dynamodb:?etItem', table, true],
    ['*', '*', true],
    ['dynamodb:Get', table, false],
    ['dynamodb:GetItem', table.toUpperCase(), false],
    ['dynamodb:GetItem', table.replace('ledger', 'led*'), true],
    ['dynamodb:GetItem', `${table}/*`, false],
  ])('of dynamodb:GetItem, with %s on %s granted, is allowed: %s', (action, resource, allowed) => {
    expect(asked([allow({ actions: [action], resources: [resource] })]).allowed).toBe(allowed);
  });
});

describe('a condition', () => {
  const under = (operator: Condition['operator'], values: readonly string[], stated: readonly string[]) =>
    asked([allow({ conditions: [{ operator, key: 'aws:SourceArn', values }] })], {
      context: { 'aws:SourceArn': stated },
    }).allowed;

  it.each<[Condition['operator'], readonly string[], readonly string[], boolean]>([
    ['StringEquals', ['a', 'b'], ['b'], true],
    ['StringEquals', ['a*'], ['ab'], false],
    ['StringEquals', ['a'], ['A'], false],
    ['StringEquals', ['a'], [], false],
    ['StringLike', ['a*'], ['ab'], true],
    ['StringLike', ['a?'], ['a'], false],
    ['ArnLike', ['arn:aws:sqs:*:1:q*'], ['arn:aws:sqs:eu-west-1:1:queue:x'], true],
    ['ArnLike', ['arn:aws:*:queue'], ['arn:aws:sqs:eu-west-1:1:queue'], false],
    ['ArnEquals', ['arn:aws:sqs:*:1:q'], ['arn:aws:sqs:eu-west-1:1:q'], true],
    ['Bool', ['true'], ['True'], true],
    ['Bool', ['false'], ['true'], false],
    ['Bool', ['false'], [], false],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a'], ['a', 'b'], false],
    ['ForAllValues:StringEquals', ['a'], [], true],
    ['ForAnyValue:StringEquals', ['a'], ['a', 'b'], true],
    ['ForAnyValue:StringEquals', ['a'], [], false],
    ['ForAnyValue:StringLike', ['b*'], ['a', 'bc'], true],
    ['Null', ['true'], [], true],
    ['Null', ['true'], ['a'], false],
    ['Null', ['false'], ['a'], true],
  ])('%s %s of %s: %s', (operator, values, stated, fulfilled) => {
    expect(under(operator, values, stated)).toBe(fulfilled);
  });

  it('must be fulfilled with all others of its statement', () => {
    const conditions: readonly Condition[] = [
      { operator: 'StringEquals', key: 'aws:SourceAccount', values: ['1'] },
      { operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] },
    ];
    const context = { 'aws:SourceAccount': ['1'], 'aws:SecureTransport': ['false'] };
    expect(asked([allow({ conditions })], { context }).allowed).toBe(false);
  });

  it('about a key that was not looked up stops the evaluation, in a Deny too', () => {
    const conditions: readonly Condition[] = [{ operator: 'Bool', key: 'aws:SecureTransport', values: ['false'] }];
    expect(() => asked([allow(), deny({ conditions })], { context: {} })).toThrow(/aws:SecureTransport/);
  });

  it('that compares one value stops at several', () => {
    expect(() => under('StringEquals', ['a'], ['a', 'b'])).toThrow(/StringEquals on aws:SourceArn.*ForAnyValue/);
  });
});

describe('whatever the statements', () => {
  const conditions = fc.array(
    fc.record({
      operator: fc.constantFrom<Condition['operator'][]>(
        'StringEquals',
        'StringLike',
        'ForAllValues:StringEquals',
        'Null',
      ),
      key: fc.constantFrom(...CONDITION_KEYS),
      values: fc.subarray(['a', 'b*', 'true'], { minLength: 1 }),
    }),
    { maxLength: 2 },
  );
  const statement = fc.record({
    effect: fc.constantFrom<Statement['effect'][]>('Allow', 'Allow', 'Deny'),
    actions: fc.subarray(['dynamodb:GetItem', 'dynamodb:*', 'DynamoDB:Put?tem', 'sqs:*', '*'], { minLength: 1 }),
    resources: fc.subarray([table, `${table}/index/due`, 'arn:aws:dynamodb:*', '*'], { minLength: 1 }),
    conditions,
  });
  const request = fc.record({
    action: fc.constantFrom('dynamodb:GetItem', 'dynamodb:PutItem', 'sqs:SendMessage'),
    resource: fc.constantFrom(table, `${table}/index/due`, 'arn:aws:sqs:eu-west-1:111122223333:work'),
    context: fc.record(Object.fromEntries(CONDITION_KEYS.map((key) => [key, fc.subarray(['a'])]))),
  });
  const statements = fc.array(statement, { maxLength: 6 });

  it('taking an Allow away never allows more', () => {
    fc.assert(
      fc.property(statements, request, fc.nat(), (all, one, at) => {
        fc.pre(all.length > 0 && all[at % all.length]?.effect === 'Allow');
        const fewer = all.toSpliced(at % all.length, 1);
        if (evaluate({ statements: fewer, ...one }).allowed)
          expect(evaluate({ statements: all, ...one }).allowed).toBe(true);
      }),
    );
  });

  it('adding a Deny, wherever it stands, never allows more', () => {
    fc.assert(
      fc.property(statements, statement, request, fc.nat(), (all, more, one, at) => {
        const added = all.toSpliced(at % (all.length + 1), 0, { ...more, effect: 'Deny' });
        if (evaluate({ statements: added, ...one }).allowed)
          expect(evaluate({ statements: all, ...one }).allowed).toBe(true);
      }),
    );
  });

  it('their order changes nothing', () => {
    fc.assert(
      fc.property(statements, request, (all, one) => {
        expect(evaluate({ statements: all.toReversed(), ...one }).allowed).toBe(
          evaluate({ statements: all, ...one }).allowed,
        );
      }),
    );
  });
});
