import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, overshadowed, repeated } from '../../../../shared/domain/condense/shadow.ts';
import type { Attributes } from '../../../../shared/domain/event/lifecycle-event.ts';
import { type Fact, isDated, statementOf } from '../../../../shared/domain/timeline/statement.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const NOW = 100;

/** What HR states from an instant on; the later in a list, the newer. */
const says = (at: number, attributes: Attributes, kind: Fact['kind'] = 'moved'): Entry => {
  const fact = statementOf(lifecycleEvent(1, kind, { attributes }));
  if (!fact || !isDated(fact)) throw new Error('Every fact has a date');
  return { at, fact };
};
const numbersOf = (found: ReadonlySet<Fact>, entries: readonly Entry[]) =>
  entries.flatMap(({ fact }, index) => (found.has(fact) ? [index] : []));
const shaded = (...entries: readonly Entry[]) => numbersOf(overshadowed(entries, NOW), entries);
const again = (...entries: readonly Entry[]) => numbersOf(repeated(entries, NOW), entries);

const data = { department: 'Data' };
const legal = { department: 'Legal' };
const seller = { jobTitle: 'Seller' };

describe('a fact lies in the shadow of later ones', () => {
  it.each<[string, Entry[], number[]]>([
    ['where one that holds already states the same attribute again', [says(10, data), says(20, legal)], [0]],
    ['where one of the same instant to come does', [says(200, data), says(200, legal)], [0]],
    [
      'where several together state all it states',
      [says(10, { ...data, ...seller }), says(20, legal), says(30, seller)],
      [0],
    ],
    ['where it states nothing', [says(10, {}), says(20, legal)], [0]],
    ['where one does from this moment on', [says(10, data), says(NOW, legal)], [0]],
    ['each, of three', [says(10, data), says(20, legal), says(30, data)], [0, 1]],
  ])('%s', (_name, entries, numbers) => {
    expect(shaded(...entries)).toEqual(numbers);
  });

  it.each<[string, Entry[]]>([
    ['that are yet to come: until then it holds', [says(10, data), says(200, legal)]],
    ['that come later than it does', [says(150, data), says(200, legal)]],
    ['that state only a part of it', [says(10, { ...data, ...seller }), says(20, legal)]],
    ['that state something else', [says(10, data), says(20, seller)]],
    ['where there are none', [says(10, {})]],
    [
      'that take an e-mail away: by the last one stated a worker is known',
      [says(10, { workEmail: 'ada@example.com' }), says(20, { workEmail: null })],
    ],
  ])('but not of those %s', (_name, entries) => {
    expect(shaded(...entries)).toEqual([]);
  });

  it('as to an e-mail where a later one is stated, or it states none', () => {
    const stated = { workEmail: 'ada@example.com' };
    expect(shaded(says(10, stated), says(20, { workEmail: 'ada.new@example.com' }))).toEqual([0]);
    expect(shaded(says(10, { workEmail: null }), says(20, stated))).toEqual([0]);
  });
});

describe('a move repeats what holds already', () => {
  it.each<[string, Entry[], number[]]>([
    ['where it states the same', [says(10, data, 'joined'), says(20, data)], [1]],
    ['where it states the same after another move', [says(10, legal), says(20, data), says(30, data)], [2]],
    ['where it states a part of it', [says(10, { ...data, ...seller }), says(20, seller)], [1]],
    ['where it states nothing', [says(10, data), says(20, {})], [1]],
    ['from this very moment on', [says(10, data), says(NOW, data)], [1]],
    ['that an attribute has no value', [says(10, { department: null }), says(20, { department: null })], [1]],
  ])('%s', (_name, entries, numbers) => {
    expect(again(...entries)).toEqual(numbers);
  });

  it.each<[string, Entry[]]>([
    ['where it states another value', [says(10, data), says(20, legal)]],
    ['where it states something beside', [says(10, data), says(20, { ...data, ...seller })]],
    ['where another one came in between', [says(10, data), says(20, legal), says(30, data)]],
    ['where it is yet to come', [says(10, data), says(NOW + 1, data)]],
    ['where it is the first word of all, though it states nothing', [says(10, {})]],
    [
      'where it says that there is no value, and nothing was said before',
      [says(10, data), says(20, { jobTitle: null })],
    ],
  ])('but not %s', (_name, entries) => {
    expect(again(...entries)).toEqual([]);
  });

  it('and a start or an end never does', () => {
    expect(again(says(10, data), says(20, data, 'joined'), says(30, data, 'left'))).toEqual([]);
  });
});

describe('whatever HR states', () => {
  const attributes = fc.record(
    {
      department: fc.constantFrom('Data', 'Legal', null),
      workEmail: fc.constantFrom('ada@example.com', 'ada.new@example.com', null),
    },
    { requiredKeys: [] },
  );
  const timelines = fc
    .array(fc.tuple(fc.constantFrom(10, 20, NOW, 150, 200), attributes, fc.constantFrom('joined', 'moved', 'left')), {
      maxLength: 8,
    })
    .map((all) => all.toSorted(([a], [b]) => a - b).map(([at, said, kind]) => says(at, said, kind)));
  const heldAt = (entries: readonly Entry[], at: number): Attributes =>
    Object.fromEntries(entries.filter((one) => one.at <= at).flatMap(({ fact }) => Object.entries(fact.attributes)));
  const emailAt = (entries: readonly Entry[], at: number) =>
    entries.findLast((one) => one.at <= at && one.fact.attributes.workEmail)?.fact;

  it('the attributes from now on are the same without what is in the shadow, and so is who stated the last e-mail', () => {
    fc.assert(
      fc.property(timelines, fc.constantFrom(NOW, 150, 200), (entries, at) => {
        const gone = overshadowed(entries, NOW);
        const kept = entries.filter(({ fact }) => !gone.has(fact));
        expect(heldAt(kept, at)).toEqual(heldAt(entries, at));
        expect(emailAt(kept, at)).toBe(emailAt(entries, at));
      }),
    );
  });

  it('the attributes from now on are the same without the moves that repeat', () => {
    fc.assert(
      fc.property(timelines, fc.constantFrom(NOW, 150, 200), (entries, at) => {
        const gone = repeated(entries, NOW);
        expect(
          heldAt(
            entries.filter(({ fact }) => !gone.has(fact)),
            at,
          ),
        ).toEqual(heldAt(entries, at));
      }),
    );
  });
});
