import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareIdentities, type Identity, samePerson } from '../../../../shared/domain/identity/same-person.ts';

const ada: Identity = { workEmail: 'ada@example.com', employeeNumber: '1001', displayName: 'Ada Lovelace' };
const address: Identity = { workEmail: 'ada@example.com' };

const CASES: readonly (readonly [string, Identity, Identity, 'same' | 'ask' | 'other', 'same' | 'ask' | 'other'])[] = [
  ['the address alone', address, ada, 'ask', 'ask'],
  ['the address, and nothing else on either side', address, address, 'ask', 'ask'],
  ['address and number', { ...address, employeeNumber: '1001' }, ada, 'same', 'ask'],
  ['address and name', { ...address, displayName: 'Ada Lovelace' }, ada, 'same', 'ask'],
  ['address, and another name and number', { ...address, displayName: 'Bea', employeeNumber: '2' }, ada, 'ask', 'ask'],
  ['address and number, and another name', { ...ada, displayName: 'Ada King' }, ada, 'same', 'ask'],
  ['all three', ada, ada, 'same', 'same'],
  ['number and name, and another address', { ...ada, workEmail: 'ada.l@example.com' }, ada, 'other', 'other'],
  ['no address', { employeeNumber: '1001', displayName: 'Ada Lovelace' }, ada, 'other', 'other'],
  ['an address that HR says there is none of', { ...ada, workEmail: null }, ada, 'other', 'other'],
];

describe('a newcomer beside a worker who is known', () => {
  it.each(CASES)('%s', (_, newcomer, known, alone, beside) => {
    expect(samePerson({ newcomer, known, goesOnBeside: false }).verdict).toBe(alone);
    expect(samePerson({ newcomer, known, goesOnBeside: true }).verdict).toBe(beside);
  });

  it('is the same where HR named the earlier id, whatever else it says', () => {
    const newcomer = { displayName: 'Ada King' };
    expect(samePerson({ newcomer, known: ada, goesOnBeside: true, isNamed: true }).verdict).toBe('same');
  });

  it('says by name what speaks for either side', () => {
    const newcomer = { ...address, displayName: 'Bea Two', employeeNumber: '2002' };
    expect(samePerson({ newcomer, known: ada, goesOnBeside: false })).toEqual({
      verdict: 'ask',
      agrees: ['workEmail'],
      differs: ['employeeNumber', 'displayName'],
    });
  });

  it.each([
    ['Zoë  Müller', 'zoe muller'],
    ['ZOË MÜLLER', 'Zoe\u0308 Mu\u0308ller'],
    ['Zoë\u00a0Müller', 'ZoëMüller'],
    ['Ｚｏｅ Müller', 'Zoe Müller'],
  ])('%s has the same name as %s', (one, other) => {
    expect(compareIdentities({ displayName: one }, { displayName: other }).agrees).toEqual(['displayName']);
  });
});

describe('two records', () => {
  it('neither agree nor differ in what one of them does not state', () => {
    expect(compareIdentities(ada, { displayName: '' })).toEqual({ agrees: [], differs: [] });
    expect(compareIdentities({}, ada)).toEqual({ agrees: [], differs: [] });
  });

  it.each<[string, Identity, Identity]>([
    ['an accent of an address', { workEmail: 'zoë@example.com' }, { workEmail: 'zoe@example.com' }],
    ['a space within an address', { workEmail: 'a b@example.com' }, { workEmail: 'ab@example.com' }],
    ['the width of a letter of an address', { workEmail: 'ａda@example.com' }, { workEmail: 'ada@example.com' }],
    ['an accent of a number', { employeeNumber: 'É1' }, { employeeNumber: 'E1' }],
    ['a letter that is no accent, as ß beside ss', { displayName: 'Groß' }, { displayName: 'Gross' }],
  ])('differ in %s', (_, one, other) => {
    expect(compareIdentities(one, other)).toEqual({ agrees: [], differs: Object.keys(one) });
  });

  it.each<[string, Identity, Identity]>([
    ['case and spaces of a number', { employeeNumber: 'a 1' }, { employeeNumber: 'A1' }],
    ['case of an address, and spaces around it', { workEmail: ' Ada@Example.com' }, { workEmail: 'ada@example.com' }],
  ])('do not differ in %s', (_, one, other) => {
    expect(compareIdentities(one, other)).toEqual({ agrees: Object.keys(one), differs: [] });
  });
});

const part = fc.constantFrom(undefined, null, '', ' ', 'Ada', 'áda', 'A d a', 'Bea', '1001', '10 01');
const identity: fc.Arbitrary<Identity> = fc.record({ workEmail: part, employeeNumber: part, displayName: part });

describe('whatever two records say', () => {
  it('either side may be the newcomer', () => {
    fc.assert(
      fc.property(identity, identity, fc.boolean(), (one, other, goesOnBeside) => {
        expect(samePerson({ newcomer: one, known: other, goesOnBeside })).toEqual(
          samePerson({ newcomer: other, known: one, goesOnBeside }),
        );
      }),
    );
  });

  it('to leave something out never makes two people one, and the address alone never does', () => {
    fc.assert(
      fc.property(
        identity,
        identity,
        fc.constantFrom('workEmail', 'employeeNumber', 'displayName'),
        (one, other, name) => {
          const whole = samePerson({ newcomer: one, known: other, goesOnBeside: true });
          const less = samePerson({ newcomer: { ...one, [name]: undefined }, known: other, goesOnBeside: true });
          if (whole.verdict !== 'same') expect(less.verdict).not.toBe('same');
          expect(
            samePerson({ newcomer: one, known: { workEmail: other.workEmail }, goesOnBeside: false }).verdict,
          ).not.toBe('same');
        },
      ),
    );
  });

  it('who is one while both go on is one after an ending, too', () => {
    fc.assert(
      fc.property(identity, identity, (newcomer, known) => {
        const { verdict } = samePerson({ newcomer, known, goesOnBeside: true });
        if (verdict === 'same') expect(samePerson({ newcomer, known, goesOnBeside: false }).verdict).toBe('same');
      }),
    );
  });

  it('case, accents and spaces of a name are no difference', () => {
    const word = fc.constantFrom('Zoë', 'Müller', 'Ångström', 'Nguyễn', 'O’Neil');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.constantFrom(' ', '  ', '\t', '\u00a0'), (words, space) => {
        const [one, other] = [words.join(' '), words.join(space).normalize('NFD').toUpperCase()];
        const bare = words.join('').normalize('NFD').replaceAll(/\p{M}/gu, '');
        for (const name of [other, bare])
          expect(compareIdentities({ displayName: one }, { displayName: name }).agrees).toEqual(['displayName']);
      }),
    );
  });
});
