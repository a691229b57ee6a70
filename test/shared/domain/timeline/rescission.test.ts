import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { NO_ENGAGEMENT, recordAll, recordEvent } from '../../../../shared/domain/timeline/engagement.ts';
import { rescissionOf } from '../../../../shared/domain/timeline/rescission.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const APRIL = '2026-04-01';
const start = (n: number, more: Partial<LifecycleEvent> & { readonly date?: string } = {}) =>
  lifecycleEvent(n, 'joined', { date: APRIL, ...more });
const takenBack = (n: number, more: Partial<LifecycleEvent> & { readonly date?: string } = {}) =>
  start(n, { phase: 'cancelled', ...more });

const rescinded = (...events: readonly LifecycleEvent[]) => {
  const rescission = rescissionOf(recordAll(events).engagement);
  return rescission && { ...rescission, statements: rescission.statements.map(({ id }) => id) };
};
/** The offer of one event, taken back by another one. */
const by = (word: LifecycleEvent, offer: LifecycleEvent) => ({
  id: word.id,
  at: word.occurredAt,
  statements: [offer.id, word.id],
});

describe('an offer that HR took back', () => {
  const [offer, word] = [start(1), takenBack(2)];

  it('is known by the word that took it back', () => {
    expect(rescinded(offer, word)).toEqual(by(word, offer));
  });

  it.each<[string, LifecycleEvent]>([
    ['an announced end', lifecycleEvent(3, 'left', { date: '2026-12-31' })],
    ['a new address', lifecycleEvent(3, 'identity_changed', { attributes: { workEmail: 'ada@example.com' } })],
    ['a move that was taken back, too', lifecycleEvent(3, 'moved', { phase: 'cancelled' })],
  ])('is so beside %s', (_name, more) => {
    expect(rescinded(offer, word, more)).toEqual(by(word, offer));
  });

  it.each<[string, LifecycleEvent]>([
    ['another start', start(3, { date: '2026-06-01' })],
    ['a move: the worker works all the same', lifecycleEvent(3, 'moved')],
  ])('is not so beside %s', (_name, more) => {
    expect(rescinded(offer, word, more)).toBeUndefined();
  });

  it('is, of several, the one that was taken back last, whichever was made first', () => {
    const [other, third] = [start(2, { date: '2026-05-01' }), start(3, { date: '2026-06-01' })];
    const [late, early, earliest] = [
      takenBack(6),
      takenBack(5, { date: '2026-05-01' }),
      takenBack(4, { date: '2026-06-01' }),
    ];
    expect(rescinded(offer, other, third, late, early, earliest)).toEqual(by(late, offer));
    const last = takenBack(7, { date: '2026-06-01' });
    expect(rescinded(offer, other, third, late, early, last)).toEqual(by(last, third));
  });

  it('is the newer one of two that one word took back', () => {
    const again = start(2);
    const both = takenBack(3);
    expect(rescinded(offer, again, both)).toEqual(by(both, again));
  });

  it('is so by what took the offer back, and by nothing that was said of that word', () => {
    const ofTheWord = takenBack(3, { supersedes: word.id });
    expect(rescinded(offer, word, ofTheWord)).toEqual(by(word, offer));
  });

  it('is the corrected one where HR corrected it, and took that back', () => {
    const corrected = start(4, { phase: 'corrected', date: '2026-05-01' });
    const first = takenBack(2, { supersedes: corrected.id });
    expect(rescinded(offer, first, corrected)).toEqual(by(first, corrected));
  });
});

describe('no offer was taken back', () => {
  it.each<[string, LifecycleEvent[]]>([
    ['where HR said nothing', []],
    ['where the offer stands', [start(1)]],
    [
      'where it stands, beside an end that was taken back',
      [
        start(1),
        lifecycleEvent(2, 'left', { date: '2026-04-30' }),
        lifecycleEvent(3, 'left', { date: '2026-04-30', phase: 'cancelled' }),
      ],
    ],
    [
      'where only an end was taken back',
      [
        lifecycleEvent(2, 'left', { date: '2026-04-30' }),
        lifecycleEvent(3, 'left', { date: '2026-04-30', phase: 'cancelled' }),
      ],
    ],
    ['where an end was announced only', [lifecycleEvent(2, 'left', { date: '2026-04-30' })]],
    ['where the word found no start', [takenBack(2)]],
  ])('%s', (_name, events) => {
    expect(rescinded(...events)).toBeUndefined();
  });

  it('where only the history knows what took it back', () => {
    const offer = start(1);
    const { engagement } = recordEvent({ ...NO_ENGAGEMENT, replacedIds: [offer.id] }, offer);
    expect(engagement.others).toHaveLength(1);
    expect(rescissionOf(engagement)).toBeUndefined();
  });
});
