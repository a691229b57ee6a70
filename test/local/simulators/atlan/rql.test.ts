import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { flagField, numberField, textField } from '../../../../local/simulators/atlan/query/field.ts';
import { compileFilter } from '../../../../local/simulators/atlan/query/rql.ts';
import { tenantUnderTest } from './tenant-under-test.ts';

interface Person {
  readonly email: string;
  readonly age: number;
  readonly enabled: boolean;
  readonly firstName?: string;
}

const fields = new Map([
  ['email', textField<Person>((person) => person.email)],
  ['age', numberField<Person>((person) => person.age)],
  ['enabled', flagField<Person>((person) => person.enabled)],
  ['firstName', textField<Person>((person) => person.firstName)],
]);

const matches = (filter: unknown, person: Person, mindsCase = true) =>
  compileFilter(filter, { fields, mindsCase })(person);

/** Characters that careless filters trip over. */
const awkward = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    '%',
    '_',
    "'",
    '"',
    '\\',
    '+',
    '.',
    '*',
    '(',
    '[',
    '^',
    '$',
    '@',
    'é',
    'Ł',
    '字',
    '😀',
    ' ',
  ),
  maxLength: 12,
});
const person: fc.Arbitrary<Person> = fc.record(
  { email: awkward, age: fc.integer({ min: 0, max: 5 }), enabled: fc.boolean(), firstName: awkward },
  { requiredKeys: ['email', 'age', 'enabled'] },
);
const leaf = fc.oneof(
  fc.record({ email: awkward }),
  fc.record({ age: fc.record({ $gte: fc.integer({ min: 0, max: 5 }) }) }),
  fc.record({ enabled: fc.boolean() }),
  fc.record({ email: fc.record({ $ilike: awkward }) }),
);

/** LIKE by the definition: the first pattern character against every possible rest. Exponential, and obviously right. */
function likeByDefinition(pattern: readonly string[], value: readonly string[]): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) return value.length === 0;
  if (head === '%')
    return value.some((_, index) => likeByDefinition(rest, value.slice(index))) || likeByDefinition(rest, []);
  if (value.length === 0) return false;
  if (head === '_') return likeByDefinition(rest, value.slice(1));
  if (head === '\\' && rest.length > 0) return rest[0] === value[0] && likeByDefinition(rest.slice(1), value.slice(1));
  return head === value[0] && likeByDefinition(rest, value.slice(1));
}

const folded = (text: string) => Array.from(text, (char) => char.toLowerCase());
const escaped = (text: string) => text.replace(/[%_\\]/g, '\\$&');

describe('$ilike and $like', () => {
  it('agree with the definition for any pattern and any value', () => {
    const small = fc.string({ unit: fc.constantFrom('a', 'A', 'É', 'é', '%', '_', '.', '\\'), maxLength: 6 });
    fc.assert(
      fc.property(small, small, (pattern, email) => {
        const one = { email, age: 0, enabled: true };
        expect(matches({ email: { $ilike: pattern } }, one)).toBe(likeByDefinition(folded(pattern), folded(email)));
        expect(matches({ email: { $like: pattern } }, one)).toBe(
          likeByDefinition(Array.from(pattern), Array.from(email)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('find any text in itself, whatever surrounds it, in either case', () => {
    fc.assert(
      fc.property(awkward, awkward, awkward, (before, needle, after) => {
        const one = { email: `${before}${needle}${after}`, age: 0, enabled: true };
        expect(matches({ email: { $ilike: `%${needle.replaceAll('\\', '\\\\')}%` } }, one)).toBe(true);
        expect(matches({ email: { $ilike: `%${escaped(needle).toUpperCase()}%` } }, one)).toBe(true);
      }),
    );
  });

  it('take an escaped pattern literally', () => {
    fc.assert(
      fc.property(awkward, awkward, (pattern, email) => {
        expect(matches({ email: { $like: escaped(pattern) } }, { email, age: 0, enabled: true })).toBe(
          pattern === email,
        );
      }),
    );
  });

  it('need no exponential time', () => {
    const one = { email: 'a'.repeat(5000), age: 0, enabled: true };
    const started = performance.now();

    expect(matches({ email: { $ilike: `${'%a'.repeat(200)}%b` } }, one)).toBe(false);

    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('ignore the case of letters beyond ASCII', () => {
    expect(
      matches({ email: { $ilike: 'ŁUKASZ.ÉMILE%' } }, { email: 'łukasz.émile@example.com', age: 0, enabled: true }),
    ).toBe(true);
  });
});

describe('$and and $or', () => {
  it('are conjunction and disjunction, and several keys are $and', () => {
    fc.assert(
      fc.property(fc.array(leaf, { minLength: 1, maxLength: 4 }), person, (parts, one) => {
        const each = parts.map((part) => matches(part, one));
        expect(matches({ $and: parts }, one)).toBe(each.every(Boolean));
        expect(matches({ $or: parts }, one)).toBe(each.some(Boolean));
        expect(matches({ $and: [{ $or: parts }, { $and: parts }] }, one)).toBe(each.every(Boolean));
      }),
    );
    fc.assert(
      fc.property(awkward, fc.boolean(), person, (email, enabled, one) => {
        expect(matches({ email, enabled }, one)).toBe(matches({ $and: [{ email }, { enabled }] }, one));
      }),
    );
  });
});

describe('equality', () => {
  it('is the same written bare, as $eq and as $in of one; $neq is its opposite', () => {
    fc.assert(
      fc.property(awkward, person, fc.boolean(), (email, one, mindsCase) => {
        const equal = matches({ email }, one, mindsCase);
        expect(matches({ email: { $eq: email } }, one, mindsCase)).toBe(equal);
        expect(matches({ email: { $in: [email] } }, one, mindsCase)).toBe(equal);
        expect(matches({ email: { $neq: email } }, one, mindsCase)).toBe(!equal);
        expect(matches({ email: one.email }, one, mindsCase)).toBe(true);
      }),
    );
  });

  it('with $in holds for the members of the list and nobody else; of nothing, or of "", for nobody with an address', () => {
    fc.assert(
      fc.property(fc.array(awkward, { maxLength: 5 }), person, (emails, one) => {
        expect(matches({ email: { $in: emails } }, one)).toBe(emails.includes(one.email));
        expect(matches({ email: { $in: [] } }, one)).toBe(false);
        expect(matches({ email: { $in: [''] } }, one)).toBe(one.email === '');
      }),
    );
  });

  it('never holds for a field that is absent, not even with $neq', () => {
    const nameless = { email: 'a', age: 0, enabled: true };

    for (const condition of ['x', { $neq: 'x' }, { $ilike: '%' }, { $gte: '' }]) {
      expect(matches({ firstName: condition }, nameless)).toBe(false);
    }
  });

  it('minds case only where the tenant does', () => {
    const one = { email: 'ada@example.com', age: 0, enabled: true };

    expect(matches({ email: { $in: ['ADA@example.com'] } }, one, true)).toBe(false);
    expect(matches({ email: { $in: ['ADA@example.com'] } }, one, false)).toBe(true);
  });
});

describe('comparisons', () => {
  it('are a total order on numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), person, (bound, one) => {
        expect(matches({ age: { $lt: bound } }, one)).toBe(!matches({ age: { $gte: bound } }, one));
        expect(matches({ age: { $gt: bound } }, one)).toBe(!matches({ age: { $lte: bound } }, one));
        expect(matches({ age: { $gte: bound, $lte: bound } }, one)).toBe(one.age === bound);
      }),
    );
  });
});

describe('over HTTP', () => {
  it('addresses with quotes, wildcards and letters beyond ASCII are found exactly', async () => {
    await using tenant = await tenantUnderTest();
    const emails = [
      "o'brien@example.com",
      'a"b@example.com',
      '100%@example.com',
      'a_b@example.com',
      'axb@example.com',
      'a+b@example.com',
      'émile@example.com',
    ];
    for (const email of emails) await tenant.person(email);

    for (const email of emails) {
      const { records } = (await tenant.users({ email: { $in: [email] } })).json;
      expect(records.map((user: { email: string }) => user.email)).toEqual([email]);
    }
    expect((await tenant.users({ email: { $ilike: 'a_b@EXAMPLE.com' } })).json.filterRecord).toBe(4);
    expect((await tenant.users({ email: { $in: [''] } })).json).toMatchObject({
      filterRecord: 0,
      totalRecord: 7,
      records: [],
    });
  });

  it.each([
    [{ shoeSize: 43 }],
    [{ email: { $regex: '.*' } }],
    [{ email: { $not: 'x' } }],
    [{ email: 7 }],
    [{ email: null }],
    [{ email: ['a'] }],
    [{ email: { $in: 'a' } }],
    [{ email: { $in: [7] } }],
    [{ emailVerified: 'true' }],
    [{ emailVerified: { $gt: false } }],
    [{ createdTimestamp: { $ilike: '%' } }],
    [{ $and: [] }],
    [{ $or: { email: 'a' } }],
    [{ $nor: [{ email: 'a' }] }],
    [[]],
    ['email'],
  ])('the filter %j is refused', async (filter) => {
    await using tenant = await tenantUnderTest();

    expect(await tenant.users(filter)).toMatchObject({
      status: 400,
      json: { message: expect.stringMatching(/^400 Bad Request: /) },
    });
  });
});
