import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { type Override, UNTIL_LIFTED } from '../../../../shared/domain/worker/override.ts';
import { standingAt } from '../../../../shared/domain/worker/standing.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const noon = (date: string) => Date.parse(`${date}T12:00:00Z`);

/** How a worker stands at noon, of whose engagements HR said all that is listed. */
function standing(events: readonly LifecycleEvent[], date: string, overrides: readonly Override[] = []) {
  const bySource = Map.groupBy(events, ({ sourceKey }) => sourceKey);
  const engagements = [...bySource].map(([key, some]) => [key, recordAll(some).engagement] as const);
  return standingAt(Object.fromEntries(engagements), overrides, noon(date));
}
const word = (kind: Override['kind'], more: Partial<Override> = {}): Override => ({
  id: 'o',
  kind,
  actor: 'ops',
  reason: 'because',
  from: noon('2026-04-01'),
  until: UNTIL_LIFTED,
  ...more,
});

const joined = lifecycleEvent(1, 'joined');
const left = lifecycleEvent(2, 'left', { date: '2026-03-31' });
const otherJob = { sourceKey: 'payroll:9', date: '2026-03-10' };
const joinedToo = lifecycleEvent(4, 'joined', otherJob);
const leftToo = lifecycleEvent(5, 'left', { ...otherJob, date: '2026-03-20' });

describe('an operator who keeps access', () => {
  it.each<[string, Partial<Override>, string, string[]]>([
    ['is heard from the very instant', { from: noon('2026-04-02') }, 'active', ['evt_2', 'o']],
    ['is not heard before', { from: noon('2026-04-03') }, 'ended', ['evt_2']],
    ['is heard until before the last instant', { until: noon('2026-04-02') }, 'ended', ['evt_2', 'o']],
  ])('%s', (_name, more, kind, basis) => {
    expect(standing([joined, left], '2026-04-02', [word('access_kept', more)])).toMatchObject({ kind, basis });
  });

  it('is heard where access is kept against every end that counts, and not where one is left out', () => {
    const events = [joined, left, joinedToo, leftToo];
    const kept = (against: readonly string[]) => standing(events, '2026-04-02', [word('access_kept', { against })]);
    expect(kept(['evt_2'])).toMatchObject({ kind: 'ended', basis: ['evt_2', 'evt_5'] });
    expect(kept(['evt_2', 'evt_5'])).toMatchObject({ kind: 'active', basis: ['evt_2', 'evt_5', 'o'] });
  });

  it('leaves nothing of the end in how the worker stands', () => {
    const again = lifecycleEvent(3, 'rehired', { date: '2026-04-10' });
    const {
      kind,
      engagements,
      questions: _,
      ...rest
    } = standing([joined, left, again], '2026-04-02', [word('access_kept')]);
    expect({ kind, keys: engagements.map(({ sourceKey }) => sourceKey) }).toEqual({ kind: 'active', keys: ['hr:1'] });
    expect(rest).toStrictEqual({ basis: ['evt_2', 'o'], changesAt: Date.parse('2026-04-10T00:00:00Z') });
  });

  it('keeps who was never to come, too', () => {
    const cancelled = lifecycleEvent(2, 'joined', { phase: 'cancelled' });
    const kept = standing([joined, cancelled], '2026-04-02', [word('access_kept')]);
    expect(kept).toMatchObject({ kind: 'active', basis: ['evt_2', 'o'] });
    expect(kept).not.toHaveProperty('isRescinded');
  });
});

describe('an operator who speaks of something else', () => {
  it.each(['extra_entitlement', 'question_answered'] as const)('keeps no worker who has left: %s', (kind) => {
    expect(standing([joined, left], '2026-04-02', [word(kind)])).toMatchObject({ kind: 'ended', basis: ['evt_2'] });
  });
});

describe('an operator who ends access', () => {
  it('leaves policy no engagement to read, where HR would go on', () => {
    expect(standing([joined], '2026-04-02', [word('access_ended')])).toStrictEqual({
      kind: 'ended',
      basis: ['o'],
      engagements: [],
      endedAt: noon('2026-04-01'),
    });
  });
});

describe('an end that may mean one contract or both', () => {
  const second = lifecycleEvent(2, 'joined', { date: '2026-03-20' });
  const end = lifecycleEvent(3, 'left', { date: '2026-03-31' });

  it.each<[string, Override[], string, string[]]>([
    ['means one as long as no operator answers', [], 'active', ['evt_1']],
    ['means both where an operator says so', [word('question_answered', { against: ['evt_3'] })], 'ended', ['evt_3']],
    [
      'means one where the answer is about another end',
      [word('question_answered', { against: ['evt_0'] })],
      'active',
      ['evt_1'],
    ],
    [
      'means one where the operator keeps access against it',
      [word('access_kept', { against: ['evt_3'] })],
      'active',
      ['evt_1'],
    ],
    [
      'means one where an entitlement names it',
      [word('extra_entitlement', { against: ['evt_3'] })],
      'active',
      ['evt_1'],
    ],
  ])('%s', (_name, overrides, kind, basis) => {
    expect(standing([joined, second, end], '2026-04-02', overrides)).toMatchObject({ kind, basis });
  });
});

describe('the next change', () => {
  const ends = (more: Partial<Override>) => word('access_ended', more);

  it.each<[string, Override, string]>([
    ['is that of an operator, where it comes first', ends({ from: noon('2026-03-20') }), '2026-03-20T12:00:00Z'],
    ['is that of HR, where it comes first', ends({ from: noon('2026-04-20') }), '2026-04-01T00:00:00Z'],
    [
      'is not the one that happens now',
      ends({ from: noon('2026-03-15'), until: noon('2026-03-25') }),
      '2026-03-25T12:00:00Z',
    ],
  ])('%s', (_name, override, change) => {
    const { changesAt } = standing([joined, left], '2026-03-15', [override]);
    expect(changesAt).toBe(Date.parse(change));
  });
});
