import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, type LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { NO_ENGAGEMENT, recordEvent } from '../../../../shared/domain/timeline/engagement.ts';
import { type Override, UNTIL_LIFTED } from '../../../../shared/domain/worker/override.ts';
import { standingAt } from '../../../../shared/domain/worker/standing.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const engagementsOf = (events: readonly LifecycleEvent[]) => {
  const groups = Map.groupBy(events, ({ sourceKey }) => sourceKey);
  return Object.fromEntries(
    [...groups].map(([key, list]) => [
      key,
      list.reduce((engagement, event) => recordEvent(engagement, event).engagement, NO_ENGAGEMENT),
    ]),
  );
};
const at = (date: string) => Date.parse(`${date}T12:00:00Z`);
const standing = (events: readonly LifecycleEvent[], date: string, overrides: readonly Override[] = []) =>
  standingAt(engagementsOf(events), overrides, at(date));

const joined = lifecycleEvent(1, 'joined', { attributes: { workEmail: 'ada@example.com', department: 'Sales' } });
const moved = lifecycleEvent(2, 'moved', { date: '2026-03-10', attributes: { department: 'Data' } });
const left = lifecycleEvent(3, 'left', { date: '2026-03-31' });
const otherJob = lifecycleEvent(4, 'joined', { date: '2026-03-20', sourceKey: 'payroll:9' });

describe('what makes a worker stand so', () => {
  const keeps = (more: Partial<Override> = {}): Override => ({
    id: 'kept',
    kind: 'access_kept',
    actor: 'a',
    reason: 'r',
    from: at('2026-04-01'),
    until: at('2026-05-01'),
    ...more,
  });
  const ends: Override = { ...keeps(), id: 'ended', kind: 'access_ended', until: UNTIL_LIFTED };

  it.each<[string, LifecycleEvent[], string, Override[], string, string[]]>([
    ['is the start of who works here, and no move', [joined, moved, left], '2026-03-15', [], 'active', ['evt_1']],
    ['is the end of who left', [joined, moved, left], '2026-04-02', [], 'ended', ['evt_3']],
    ['is every engagement that counts', [joined, moved, otherJob], '2026-03-21', [], 'active', ['evt_1', 'evt_4']],
    ['is nothing before the first day', [joined, left], '2026-02-20', [], 'expected', []],
    ['is an operator who ends what goes on', [joined], '2026-04-02', [ends], 'ended', ['ended']],
    ['is an operator beside HR', [joined, left], '2026-04-02', [ends], 'ended', ['ended', 'evt_3']],
    ['is an operator who keeps', [joined, left], '2026-04-02', [keeps()], 'active', ['evt_3', 'kept']],
    ['is another end once the keeping is over', [joined, left], '2026-05-02', [keeps()], 'ended', ['evt_3', 'kept']],
    [
      'is the end alone where access is kept against another one',
      [joined, left],
      '2026-04-02',
      [keeps({ against: ['evt_0'] })],
      'ended',
      ['evt_3'],
    ],
    [
      'is an operator who keeps against this end',
      [joined, left],
      '2026-04-02',
      [keeps({ against: ['evt_0', 'evt_3'] })],
      'active',
      ['evt_3', 'kept'],
    ],
  ])('%s', (_name, events, date, overrides, kind, basis) => {
    expect(standing(events, date, overrides)).toMatchObject({ kind, basis });
  });
});

describe('how a worker stands', () => {
  it.each<[string, LifecycleEvent[], string, string]>([
    ['expected before the first day', [joined, left], '2026-02-28', 'expected'],
    ['active from the first day', [joined, left], '2026-03-01', 'active'],
    ['active on the last day, which is worked', [joined, left], '2026-03-31', 'active'],
    ['ended the day after', [joined, left], '2026-04-01', 'ended'],
    ['active while another engagement goes on', [joined, left, otherJob], '2026-04-01', 'active'],
    [
      'active again after a rehire',
      [joined, left, lifecycleEvent(5, 'rehired', { date: '2026-05-01' })],
      '2026-05-02',
      'active',
    ],
    [
      'ended before a rehire that is to come',
      [joined, left, lifecycleEvent(5, 'rehired', { date: '2026-05-01' })],
      '2026-04-15',
      'ended',
    ],
    ['presumed when HR only spoke of a move', [moved], '2026-03-15', 'presumed'],
    ['presumed before an announced end of a worker whose start was never announced', [left], '2026-03-15', 'presumed'],
    ['ended after it', [left], '2026-04-01', 'ended'],
    ['nothing when HR said nothing', [], '2026-03-15', 'none'],
  ])('%s', (_name, events, date, kind) => {
    expect(standing(events, date).kind).toBe(kind);
  });

  it('ends at once when HR says immediately, whatever the date', () => {
    const now = lifecycleEvent(6, 'left', {
      effective: { date: '2026-12-31', boundary: 'end_of_day', timeZone: 'UTC', immediate: true },
      occurredAt: at('2026-03-05'),
    });
    expect(standing([joined, now], '2026-03-06').kind).toBe('ended');
    expect(standing([joined, now], '2026-03-04').kind).toBe('active');
  });

  it('takes attributes over in the order in which they take effect', () => {
    expect(standing([joined, moved], '2026-03-05').engagements[0]?.attributes.department).toBe('Sales');
    expect(standing([moved, joined], '2026-03-15').engagements[0]).toMatchObject({
      attributes: { department: 'Data', workEmail: 'ada@example.com' },
      startDate: '2026-03-01',
    });
  });

  it('knows the work e-mail, also of a worker who is expected and of one who has left', () => {
    for (const date of ['2026-02-01', '2026-03-15', '2026-05-01'])
      expect(standing([joined, left], date).workEmail).toBe('ada@example.com');
  });

  it('knows the work e-mail that was stated last among all engagements, in whichever order they are kept', () => {
    const early = lifecycleEvent(1, 'joined', { attributes: { workEmail: 'old@example.com' }, sourceKey: 'hr:2' });
    const late = lifecycleEvent(9, 'joined', { attributes: { workEmail: 'new@example.com' } });
    for (const events of [
      [early, late],
      [late, early],
    ])
      expect(standing(events, '2026-04-01').workEmail).toBe('new@example.com');
  });

  it('knows the work e-mail that was stated for one engagement while another one has none', () => {
    for (const events of [
      [joined, otherJob],
      [otherJob, joined],
    ])
      expect(standing(events, '2026-03-25').workEmail).toBe('ada@example.com');
  });

  it('says when to check again', () => {
    const end = Date.parse('2026-04-01T00:00:00Z');
    expect(standing([joined, left], '2026-02-01').changesAt).toBe(Date.parse('2026-03-01T00:00:00Z'));
    expect(standing([joined, left], '2026-03-05').changesAt).toBe(end);
    expect(standing([joined, left], '2026-04-05')).toMatchObject({ endedAt: end });
    expect(standing([joined, left], '2026-04-05')).not.toHaveProperty('changesAt');
  });

  it('hears an operator before HR, for as long as the operator said', () => {
    const override = (kind: Override['kind']): Override => ({
      id: 'o',
      kind,
      actor: 'ops',
      reason: 'because',
      from: at('2026-03-01'),
      until: at('2026-05-01'),
    });
    expect(standing([joined], '2026-03-15', [override('access_ended')]).kind).toBe('ended');
    expect(standing([joined], '2026-05-02', [override('access_ended')]).kind).toBe('active');
    expect(standing([joined, left], '2026-04-15', [override('access_kept')])).toMatchObject({
      kind: 'active',
      engagements: [{ sourceKey: 'hr:1' }],
      changesAt: at('2026-05-01'),
    });
    expect(standing([joined, left], '2026-04-15', [override('access_kept'), override('access_ended')]).kind).toBe(
      'ended',
    );
  });

  it('dates the end of a worker who would go on by the override that ended it, and announces no end of that override', () => {
    const from = at('2026-03-10');
    const word: Override = { id: 'o', kind: 'access_ended', actor: 'ops', reason: 'r', from, until: UNTIL_LIFTED };
    const again = lifecycleEvent(5, 'rehired', { date: '2026-05-01' });
    expect(standing([joined], '2026-03-15', [word])).toMatchObject({ kind: 'ended', endedAt: from });
    expect(standing([joined], '2026-03-15', [word])).not.toHaveProperty('changesAt');
    expect(standing([joined, left, again], '2026-05-02', [word]).endedAt).toBe(from);
    expect(standing([joined, left, otherJob], '2026-04-15', [word]).endedAt).toBe(from);
    expect(standing([joined, left], '2026-04-15', [word]).endedAt).toBe(Date.parse('2026-04-01T00:00:00Z'));
    expect(standing([joined], '2026-03-05', [word])).toMatchObject({ kind: 'active', changesAt: from });
  });

  it('changes only at the instants it announces', () => {
    const anyEvent = fc
      .record({
        n: fc.nat(20),
        kind: fc.constantFrom('joined', 'moved', 'left', ...KINDS),
        day: fc.integer({ min: 1, max: 28 }),
      } as const)
      .map(({ n, kind, day }) => lifecycleEvent(n, kind, { date: `2026-03-${String(day).padStart(2, '0')}` }));
    fc.assert(
      fc.property(
        fc.uniqueArray(anyEvent, { selector: ({ id }) => id, maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        (events, day) => {
          const start = Date.parse('2026-02-20T00:00:00Z') + day * 86_400_000;
          const engagements = engagementsOf(events);
          const now = standingAt(engagements, [], start);
          const justBefore = (now.changesAt ?? start + 90 * 86_400_000) - 1;
          const { changesAt: _, ...before } = standingAt(engagements, [], justBefore);
          const { changesAt: __, ...same } = now;
          expect(before).toEqual(same);
        },
      ),
    );
  });
});
