import { describe, expect, it } from 'vitest';

import type { Rollout } from '../../../shared/domain/rollout/rollout.ts';
import { DECISION_KEPT_MS } from '../../../shared/domain/worker/hold.ts';
import type { Hold } from '../../../shared/ports/ledger/people/holds.ts';
import type { ClosedGate } from '../../../shared/ports/ledger/per-target/gates.ts';
import { placeOf } from '../../support/limits.ts';
import type { LedgerUnderTest } from './ledger.ts';

const now = Date.parse('2026-03-02T09:00:00Z');
const hour = 3_600_000;

const hold = (id: string, more: Partial<Hold> = {}): Hold => ({
  id,
  workerKey: 'w1',
  target: 'atlan-prod',
  kind: 'leaver-limit',
  because: 'more than 20 leavers in an hour',
  planDigest: 'digest',
  since: now,
  ...more,
});
const approved = { verdict: 'approved', actor: 'role/operator', reason: 'a planned layoff', at: now } as const;

const place = (workerKey: string, more: Parameters<typeof placeOf>[1] = {}) => placeOf(workerKey, { now, ...more });

const closed = (closedUntil: number): ClosedGate => ({
  target: 'atlan-prod',
  cause: 'rate-limited',
  because: 'Atlan answered 429',
  closedAt: now,
  closedUntil,
});

const isTrue = (answer: boolean) => answer;

const announcement = {
  id: 'exp_1',
  target: 'atlan-prod',
  kind: 'leavers',
  cohort: { by: 'department', value: 'sales' },
  upTo: 40,
  since: now,
  until: now + 24 * hour,
  actor: 'olga',
  reason: 'the team leaves',
  except: 'w9',
} as const;

export function describeControl(start: () => Promise<LedgerUnderTest>): void {
  describe('announced changes', () => {
    it('are kept for each target, kind and cohort, one at a time', async () => {
      const { expectations } = (await start()).ledger;
      const first = { kind: 'announced', expectation: { ...announcement, countedAt: now } };
      expect(await expectations.announce(announcement)).toEqual(first);
      expect(await expectations.announce({ ...announcement, id: 'exp_2', since: now + 1 })).toEqual({
        ...first,
        kind: 'stands',
      });
      const { cohort: _, ...ofAll } = announcement;
      for (const other of [
        { ...announcement, target: 'atlan-sandbox' },
        { ...announcement, kind: 'grants' as const },
        ofAll,
      ])
        expect(await expectations.announce(other)).toMatchObject({ kind: 'announced' });
      expect(await expectations.list('atlan-prod')).toHaveLength(3);
    });

    it('are announced again after their end, and counted in a later slot', async () => {
      const { expectations } = (await start()).ledger;
      await expectations.announce(announcement);
      const ended = { at: now + 1, actor: 'kim', reason: 'called off' };
      const over = { ...announcement, countedAt: now, ended };
      expect(await expectations.end('atlan-prod', 'exp_1', ended)).toEqual(over);
      expect(await expectations.end('atlan-prod', 'exp_1', { ...ended, actor: 'sam' })).toEqual(over);
      expect(await expectations.end('atlan-prod', 'exp_2', ended)).toBeUndefined();
      const again = { ...announcement, id: 'exp_2', since: now + 2 };
      expect(await expectations.announce(again)).toEqual({
        kind: 'announced',
        expectation: { ...again, countedAt: now + 600_000 },
      });
      expect(await expectations.list('atlan-prod')).toMatchObject([{ id: 'exp_2' }]);
    });
  });

  describe('rollouts', () => {
    const rollout: Rollout = {
      id: 'rol_1',
      target: 'atlan-prod',
      by: 'department',
      cohorts: ['data'],
      perDay: 5,
      stopAt: 5,
      startedAt: now,
      actor: 'kim',
      reason: 'agreed',
      scheduledAt: now,
      waves: [[0, 'a1']],
      days: [{ at: now, ids: ['a1'], known: 0, failed: ['a1'] }],
      admitted: 1,
      halted: { kind: 'stopped', at: now, admitted: 5, failed: 1 },
      ended: { at: now, actor: 'kim', reason: 'complete' },
    };

    it('are one for each target', async () => {
      const { rollouts } = (await start()).ledger;
      expect(await rollouts.read('atlan-prod')).toBeUndefined();
      expect(await rollouts.change('atlan-prod', (before) => ({ write: rollout, answer: before }))).toBeUndefined();
      const halted = { kind: 'paused', at: now, actor: 'kim', reason: 'r' } as const;
      const paused = { ...rollout, halted };
      expect(await rollouts.change('atlan-prod', (before) => ({ write: paused, answer: before }))).toEqual(rollout);
      expect(await rollouts.change('atlan-prod', (before) => ({ answer: before }))).toEqual(paused);
      expect(await rollouts.read('atlan-sandbox')).toBeUndefined();
    });

    it('count all who are admitted at once', async () => {
      const { rollouts } = (await start()).inRealTime;
      await rollouts.change('atlan-prod', () => ({ write: { ...rollout, admitted: 0 }, answer: undefined }));
      const one = () =>
        rollouts.change('atlan-prod', (before = rollout) => ({
          write: { ...before, admitted: before.admitted + 1 },
          answer: undefined,
        }));
      await Promise.all(Array.from({ length: 10 }, one));
      expect((await rollouts.read('atlan-prod'))?.admitted).toBe(10);
    });
  });

  describe('holds', () => {
    it('opens a hold once, and leaves the one that stands', async () => {
      const { holds } = (await start()).ledger;
      expect(await holds.get('h1')).toBeUndefined();
      expect(await holds.open(hold('h1'))).toBe('opened');
      expect(await holds.open(hold('h1', { planDigest: 'other', since: now + 1 }))).toBe('stands');
      // the same opening, by a process that does not know whether it was done
      expect(await holds.open(hold('h1'))).toBe('opened');
      expect(await holds.get('h1')).toEqual(hold('h1'));
    });

    it('lists the undecided, oldest first', async () => {
      const { holds } = (await start()).ledger;
      for (const [id, since] of [
        ['young', now + 2],
        ['old', now],
        ['decided', now - 1],
        ['middle', now + 1],
      ] as const)
        await holds.open(hold(id, { since }));
      await holds.decide('decided', approved);
      expect((await holds.listOpen(10)).map(({ id }) => id)).toEqual(['old', 'middle', 'young']);
      expect((await holds.listOpen(2)).map(({ id }) => id)).toEqual(['old', 'middle']);
    });

    it('is decided by one person', async () => {
      const { holds } = (await start()).ledger;
      await holds.open(hold('h1'));
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, n) => holds.decide('h1', { ...approved, actor: `role/${n}` })),
      );
      expect(answers.filter((answer) => answer === 'decided')).toHaveLength(1);
      expect(await holds.decide('h1', { ...approved, verdict: 'rejected' })).toBe('stale');
      expect(await holds.decide('unheard-of', approved)).toBe('stale');
      const winner = answers.indexOf('decided');
      expect((await holds.get('h1'))?.decision).toEqual({ ...approved, actor: `role/${winner}` });
    });

    it('is closed with its reason, and cannot be decided then', async () => {
      const { holds } = (await start()).ledger;
      await holds.open(hold('h1'));
      await holds.close(hold('h1'), { at: now + 5, because: 'HR took it back' });
      await holds.close(hold('h1'), { at: now + 9, because: 'again' });
      await holds.close(hold('unheard-of'), { at: now, because: 'never opened' });
      expect(await holds.get('h1')).toEqual({ ...hold('h1'), closed: { at: now + 5, because: 'HR took it back' } });
      expect(await holds.listOpen(10)).toEqual([]);
      expect(await holds.decide('h1', approved)).toBe('stale');
    });

    it('is opened again once it was closed, by a later opening only', async () => {
      const { holds } = (await start()).ledger;
      await holds.open(hold('h1'));
      await holds.close(hold('h1'), { at: now, because: 'its reason is gone' });
      expect(await holds.open(hold('h1'))).toBe('stands');
      expect(await holds.listOpen(10)).toEqual([]);
      expect(await holds.open(hold('h1', { since: now + 1 }))).toBe('opened');
      // a process that was slow closes the opening that it knew
      await holds.close(hold('h1'), { at: now + 2, because: 'its reason is gone' });
      expect(await holds.listOpen(10)).toEqual([hold('h1', { since: now + 1 })]);
    });

    it('is opened again when its decision is over, and the decision stays among the decided', async () => {
      const { holds } = (await start()).ledger;
      await holds.open(hold('h1'));
      await holds.decide('h1', approved);
      expect(await holds.open(hold('h1', { since: now + DECISION_KEPT_MS - 1 }))).toBe('stands');
      const later = hold('h1', { since: now + DECISION_KEPT_MS });
      expect(await holds.open(later)).toBe('opened');
      expect(await holds.get('h1')).toEqual(later);
      const rejected = { ...approved, verdict: 'rejected', at: later.since } as const;
      expect(await holds.decide('h1', rejected)).toBe('decided');
      const { holds: listed } = await holds.listDecided({ from: now, to: later.since + 1 });
      expect(listed).toEqual([
        { ...hold('h1'), decision: approved },
        { ...later, decision: rejected },
      ]);
    });

    it('keeps two decisions of one instant apart', async () => {
      const { holds } = (await start()).ledger;
      await holds.open(hold('h1'));
      await holds.decide('h1', approved);
      await holds.close(hold('h1'), { at: now, because: 'its reason is gone' });
      await holds.open(hold('h1', { since: now + 1 }));
      await holds.decide('h1', { ...approved, verdict: 'rejected' });
      const { holds: listed } = await holds.listDecided({ from: now, to: now + 1 });
      expect(listed.map(({ decision }) => decision.verdict)).toEqual(['approved', 'rejected']);
    });

    it('lists the endings that were left to a person, until they are closed', async () => {
      const { holds } = (await start()).ledger;
      const rejected = { ...approved, verdict: 'rejected' } as const;
      for (const [id, more, decision] of [
        ['by-hand', { ending: true }, { ...rejected, instead: 'by-hand' }],
        ['unsaid', { kind: 'hand-off' }, rejected],
        ['kept', { ending: true }, { ...rejected, instead: 'access-kept', until: now + hour }],
        ['approved', { ending: true }, approved],
        ['a joiner', { kind: 'grant-limit' }, rejected],
      ] as const) {
        await holds.open(hold(id, more));
        await holds.decide(id, decision);
      }
      expect((await holds.listLeftToPersons(10)).map(({ id }) => id).sort()).toEqual(['by-hand', 'unsaid']);
      await holds.close(hold('by-hand'), { at: now, because: 'Access ended' });
      expect((await holds.listLeftToPersons(10)).map(({ id }) => id)).toEqual(['unsaid']);
    });
  });

  describe('decided holds', () => {
    const decidedAt = async (holds: LedgerUnderTest['ledger']['holds'], id: string, at: number) => {
      await holds.open(hold(id));
      await holds.decide(id, { ...approved, at });
    };

    it('are listed by when they were decided, from one instant until before another', async () => {
      const { holds } = (await start()).ledger;
      for (const [id, at] of [
        ['late', now + 9],
        ['first', now],
        ['end', now + 10],
        ['before', now - 1],
      ] as const)
        await decidedAt(holds, id, at);
      await holds.open(hold('open'));
      const { holds: listed, next } = await holds.listDecided({ from: now, to: now + 10 });
      expect(listed.map(({ id, decision }) => [id, decision.at])).toEqual([
        ['first', now],
        ['late', now + 9],
      ]);
      expect(next).toBeUndefined();
      expect(await holds.listDecided({ from: now + 10, to: now })).toEqual({ holds: [] });
    });

    it('are listed once, although two operators decided', async () => {
      const { holds } = (await start()).ledger;
      await holds.open(hold('h1'));
      await Promise.all([1, 2, 3, 3].map((n) => holds.decide('h1', { ...approved, at: now + n })));
      const { holds: listed } = await holds.listDecided({ from: now, to: now + 10 });
      expect(listed).toEqual([await holds.get('h1')]);
    });

    it('are listed page by page', async () => {
      const { holds } = (await start()).ledger;
      const ids = Array.from({ length: 205 }, (_, n) => `h${String(n).padStart(3, '0')}`);
      for (const [n, id] of ids.entries()) await decidedAt(holds, id, now + n);
      const seen: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await holds.listDecided({ from: 0, to: now + 1_000, cursor });
        seen.push(...page.holds.map(({ id }) => id));
        cursor = page.next;
        if (cursor === undefined) break;
      }
      expect(seen).toEqual(ids);
    });
  });

  describe('limits', () => {
    const slot = 300_000;
    const sales = { by: 'department', value: 'sales' } as const;
    const reserved = { kind: 'reserved' };

    it('give places to so many workers and no more, by target and kind, and say when there is room', async () => {
      const { limits } = (await start()).ledger;
      expect(await limits.reserve(place('w1'))).toEqual(reserved);
      expect(await limits.ask(place('w2'))).toEqual(reserved);
      expect(await limits.reserve(place('w2'))).toEqual(reserved);
      expect(await limits.ask(place('w3'))).toMatchObject({ kind: 'full' });
      expect(await limits.reserve(place('w3'))).toEqual({
        kind: 'full',
        window: { ms: hour, max: 2 },
        until: now + hour + slot,
      });
      expect(await limits.reserve(place('w1'))).toEqual(reserved);
      expect(await limits.count('atlan-prod', 'leavers', now - hour)).toBe(2);
      expect(await limits.reserve(place('w3', { kind: 'grants' }))).toEqual(reserved);
      expect(await limits.reserve(place('w3', { target: 'atlan-sandbox' }))).toEqual(reserved);
    });

    it('give no place where there are none', async () => {
      const { limits } = (await start()).ledger;
      expect(await limits.reserve(place('w1', { max: 0 }))).toMatchObject({ kind: 'full', until: now + hour });
      expect(await limits.count('atlan-prod', 'leavers', 0)).toBe(0);
    });

    it('have room again when the slot of five minutes has left the window', async () => {
      const { limits } = (await start()).ledger;
      await limits.reserve(place('w1'));
      await limits.reserve(place('w2', { now: now + slot }));
      expect(await limits.reserve(place('w3', { now: now + hour + slot - 1 }))).toMatchObject({ kind: 'full' });
      expect(await limits.reserve(place('w3', { now: now + hour + slot }))).toEqual(reserved);
      expect(await limits.count('atlan-prod', 'leavers', now + slot)).toBe(2);
      expect(await limits.count('atlan-prod', 'leavers', now + 2 * slot)).toBe(1);
    });

    it('count a worker once, at the last change, in a window that is longer than the time between two', async () => {
      const { limits } = (await start()).ledger;
      const day = { windowMs: 24 * hour };
      await limits.reserve(place('w1', day));
      expect(await limits.reserve(place('w1', { ...day, now: now + 3 * hour }))).toEqual(reserved);
      expect(await limits.count('atlan-prod', 'leavers', now)).toBe(1);
      expect(await limits.count('atlan-prod', 'leavers', now + 2 * hour)).toBe(1);
      expect(await limits.reserve(place('w2', { ...day, now: now + 3 * hour }))).toEqual(reserved);
      expect(await limits.reserve(place('w3', { ...day, now: now + 3 * hour }))).toMatchObject({ kind: 'full' });
    });

    it('give a place in all counters or in none', async () => {
      const { limits } = (await start()).ledger;
      const ofSales = { max: 5, cohorts: [{ cohort: sales, max: 1 }] };
      expect(await limits.reserve(place('w1', ofSales))).toEqual(reserved);
      expect(await limits.reserve(place('w2', ofSales))).toMatchObject({ kind: 'full', cohort: sales });
      expect(await limits.count('atlan-prod', 'leavers', now)).toBe(1);
      expect(await limits.count('atlan-prod', 'leavers', now, sales)).toBe(1);
      expect(await limits.reserve(place('w2', { max: 5 }))).toEqual(reserved);
    });

    it('say when there will be room for several', async () => {
      const { limits } = (await start()).ledger;
      await limits.reserve(place('w1'));
      expect(await limits.roomFor(place(''), 1)).toBe(now);
      expect(await limits.roomFor(place(''), 2)).toBe(now + hour + slot);
      expect(await limits.roomFor(place(''), 4)).toBe(now + 2 * (hour + slot));
    });

    it.each([
      ['all of them', 50],
      ['some of them', 7],
    ])('give 50 who come at once room for %s', async (_case, max) => {
      const { limits } = (await start()).inRealTime;
      const workers = Array.from({ length: 50 }, (_, n) => `w${n}`);
      const answers = await Promise.all(workers.map((workerKey) => limits.reserve(place(workerKey, { max }))));
      expect(answers.filter(({ kind }) => kind === 'reserved')).toHaveLength(max);
      expect(await limits.count('atlan-prod', 'leavers', now)).toBe(max);
    });
  });

  describe('the line of those who wait for room', () => {
    const until = now + hour;
    const of = (workerKey: string, startDate: string) => ({ workerKey, startDate });

    it('is sorted by start date, and each stands in it once', async () => {
      const { waitingLine } = (await start()).ledger;
      await waitingLine.join('atlan-prod', { ...of('w1', '2026-03-02'), until });
      await waitingLine.join('atlan-prod', { ...of('w2', '2026-03-01'), until });
      await waitingLine.join('atlan-prod', { ...of('w2', '2026-03-01'), until: until + 1 });
      expect(await waitingLine.all('atlan-prod', now)).toEqual({ count: 2, until: until + 1 });
      expect(await waitingLine.before('atlan-prod', of('w1', '2026-03-02'), now)).toBe(1);
      expect(await waitingLine.before('atlan-prod', of('w2', '2026-03-01'), now)).toBe(0);
      expect(await waitingLine.before('atlan-sandbox', of('w1', '2026-03-02'), now)).toBe(0);
    });

    it('is left by who has a place, and by who does not come again', async () => {
      const { waitingLine } = (await start()).ledger;
      for (const worker of [of('w1', '2026-03-01'), of('w2', '2026-03-01')])
        await waitingLine.join('atlan-prod', { ...worker, until });
      await waitingLine.leave('atlan-prod', of('w1', '2026-03-01'));
      expect(await waitingLine.all('atlan-prod', until)).toEqual({ count: 1, until });
      expect(await waitingLine.all('atlan-prod', until + hour)).toEqual({ count: 0, until: until + hour });
    });
  });

  describe('budgets', () => {
    it('count what all processes sent to a target in a minute, and start anew with the next', async () => {
      const { inRealTime } = await start();
      const { budgets } = inRealTime;
      const minute = 60_000 * 1_000;
      const [others, leavers] = [{ share: 'others', requests: 3 } as const, { share: 'leavers', requests: 2 } as const];
      await Promise.all(
        Array.from({ length: 10 }, (_, n) => budgets.spend('atlan-prod', n < 6 ? others : leavers, minute + 5)),
      );
      expect(await budgets.spent('atlan-prod', minute + 59_999)).toEqual({ leavers: 8, others: 18, perWorker: {} });
      expect(await budgets.spent('atlan-sandbox', minute)).toEqual({ leavers: 0, others: 0, perWorker: {} });
      expect(await budgets.spent('atlan-prod', minute + 60_000)).toEqual({ leavers: 0, others: 0, perWorker: {} });
    });

    it('know what a worker costs on the average, also in the next minute', async () => {
      const { budgets } = (await start()).ledger;
      const minute = 60_000 * 1_000;
      await budgets.spend('atlan-prod', { share: 'leavers', requests: 40, workers: 10 }, minute);
      expect((await budgets.spent('atlan-prod', minute)).perWorker).toEqual({ leavers: 4 });
      await budgets.spend('atlan-prod', { share: 'leavers', requests: 7 }, minute);
      await budgets.spend('atlan-prod', { share: 'leavers', requests: 80, workers: 10 }, minute + 60_000);
      const { perWorker } = await budgets.spent('atlan-prod', minute + 120_000);
      expect(perWorker.leavers).toBeGreaterThan(4);
      expect(perWorker.leavers).toBeLessThan(8);
      expect(perWorker.others).toBeUndefined();
    });
  });

  describe('values that no rule names', () => {
    it('are met once, and told from the newest on', async () => {
      const { metValues } = (await start()).ledger;
      await metValues.meet({ attribute: 'department', value: 'reserch', at: 1_000 });
      await metValues.meet({ attribute: 'location', value: 'oslo', at: 2_000 });
      await metValues.meet({ attribute: 'department', value: 'reserch', at: 3_000 });
      await metValues.meet({ attribute: 'department', value: 'legl', at: 4_000 });
      expect(await metValues.metAfter(['department', 'location', 'country'], 1_500)).toEqual([
        { attribute: 'department', value: 'legl', at: 4_000 },
        { attribute: 'location', value: 'oslo', at: 2_000 },
      ]);
      expect(await metValues.metAfter(['department'], 0)).toHaveLength(2);
    });

    it('are told the newest 20 of, and known beyond that', async () => {
      const { metValues } = (await start()).ledger;
      for (let n = 1; n <= 25; n++) await metValues.meet({ attribute: 'department', value: `d${n}`, at: n });
      await metValues.meet({ attribute: 'department', value: 'd1', at: 100 });
      const found = await metValues.metAfter(['department'], 0);
      expect(found.map(({ value }) => value)).toEqual(Array.from({ length: 20 }, (_, n) => `d${25 - n}`));
    });
  });

  describe('flags', () => {
    it('observes until told otherwise, by target', async () => {
      const { flags } = (await start()).ledger;
      expect(await flags.modeOf('atlan-prod')).toBe('observe');
      await flags.setMode('atlan-prod', 'enforce', 'role/operator', now);
      expect(await flags.modeOf('atlan-prod')).toBe('enforce');
      expect(await flags.modeOf('atlan-sandbox')).toBe('observe');
      await flags.setMode('atlan-prod', 'pilot', 'role/operator', now + 1);
      expect(await flags.modeOf('atlan-prod')).toBe('pilot');
    });

    it('switches all writes, one target or removals off and on, and says who did', async () => {
      const { flags } = (await start()).ledger;
      const turned = { actor: 'role/operator', reason: 'an incident', at: now };
      await flags.setMode('atlan-prod', 'enforce', 'role/operator', now);
      expect(await flags.pauses()).toEqual([]);
      const grades = ['removals', 'target atlan-prod', 'target atlan#2', 'writes'] as const;
      for (const what of grades) await flags.pause({ what, ...turned });
      expect((await flags.pauses()).toSorted((a, b) => (a.what < b.what ? -1 : 1))).toEqual(
        ['removals', 'target atlan#2', 'target atlan-prod', 'writes'].map((what) => ({ what, ...turned })),
      );
      for (const what of grades.slice(1)) await flags.resume({ what, ...turned, at: now + 1 });
      expect(await flags.pauses()).toEqual([{ what: 'removals', ...turned }]);
    });
  });

  describe('policies', () => {
    it('gives back what was saved, rules and all, and saves only over what was read', async () => {
      const { policies } = (await start()).ledger;
      expect(await policies.read('atlan-prod')).toBeUndefined();
      const policy = {
        rules: [{ name: 'all', target: 'atlan-prod', when: { always: true }, role: '$member', groups: ['Zürich'] }],
        lists: { centres: ['1', '2'] },
        maxRole: '$member',
      } as const;
      const first = { target: 'atlan-prod', active: { hash: 'a', policy, since: now } };
      expect(await policies.save(first, 0)).toBe('saved');
      expect(await policies.save(first, 0)).toBe('stale');
      expect(await policies.read('atlan-prod')).toEqual({ record: first, version: 1 });
      expect(await policies.read('atlan-sandbox')).toBeUndefined();
      const waiting = { hash: 'b', since: now };
      const by = { actor: 'role/operator', reason: 'agreed' };
      const next = { ...first, active: { ...first.active, by }, waiting };
      expect(await policies.save(next, 1)).toBe('saved');
      expect(await policies.read('atlan-prod')).toEqual({ record: next, version: 2 });
    });
  });

  describe('gates', () => {
    it('is open until closed, and the later end wins', async () => {
      const { gates } = (await start()).ledger;
      expect(await gates.read('atlan-prod')).toBeUndefined();
      await gates.close(closed(now + 60));
      await gates.close(closed(now + 30));
      expect(await gates.read('atlan-prod')).toEqual(closed(now + 60));
      await gates.close(closed(now + 90));
      expect(await gates.read('atlan-prod')).toEqual(closed(now + 90));
      expect(await gates.read('atlan-sandbox')).toBeUndefined();
    });

    it('opens, as often as it is told, and closes again for any time', async () => {
      const { gates } = (await start()).ledger;
      await gates.open('atlan-prod');
      await gates.close(closed(now + 60));
      await gates.open('atlan-prod');
      await gates.open('atlan-prod');
      expect(await gates.read('atlan-prod')).toBeUndefined();
      expect(await gates.tryHalfOpen('atlan-prod', now, 10)).toBe(true);
      await gates.close(closed(now + 5));
      expect(await gates.read('atlan-prod')).toEqual(closed(now + 5));
    });

    it('lets one of many try after its time, and again one after the trial', async () => {
      const { gates } = (await start()).ledger;
      await gates.close(closed(now + 60));
      const tryAll = (at: number) =>
        Promise.all(Array.from({ length: 20 }, () => gates.tryHalfOpen('atlan-prod', at, 10)));
      expect((await tryAll(now + 59)).filter(isTrue)).toHaveLength(0);
      expect((await tryAll(now + 60)).filter(isTrue)).toHaveLength(1);
      expect((await gates.read('atlan-prod'))?.closedUntil).toBe(now + 70);
      expect((await tryAll(now + 69)).filter(isTrue)).toHaveLength(0);
      expect((await tryAll(now + 70)).filter(isTrue)).toHaveLength(1);
    });

    it('answers the end that stands, and stays closed since the first time', async () => {
      const { gates } = (await start()).ledger;
      expect(await gates.close(closed(now + 60))).toBe(now + 60);
      expect(await gates.close(closed(now + 30))).toBe(now + 60);
      expect(await gates.close({ ...closed(now + 90), closedAt: now + 50 })).toBe(now + 90);
      expect(await gates.read('atlan-prod')).toEqual({ ...closed(now + 90), closedAgainAt: now + 50 });
      await gates.open('atlan-prod');
      await gates.close({ ...closed(now + 90), closedAt: now + 70 });
      expect(await gates.read('atlan-prod')).toEqual({ ...closed(now + 90), closedAt: now + 70 });
    });

    it('is shortened, never lengthened', async () => {
      const { gates } = (await start()).ledger;
      await gates.shorten('atlan-prod', now + 10);
      expect(await gates.read('atlan-prod')).toBeUndefined();
      await gates.close(closed(now + 60));
      await gates.shorten('atlan-prod', now + 90);
      expect(await gates.read('atlan-prod')).toEqual(closed(now + 60));
      await gates.shorten('atlan-prod', now + 10);
      expect(await gates.read('atlan-prod')).toEqual(closed(now + 10));
    });

    it('lets one more join a trial, until that is refused or over', async () => {
      const { gates } = (await start()).ledger;
      const joinAll = async (at: number) =>
        (await Promise.all(Array.from({ length: 20 }, () => gates.joinTrial('atlan-prod', at)))).filter(isTrue).length;
      expect(await gates.joinTrial('atlan-prod', now)).toBe(true);
      await gates.close(closed(now + 60));
      expect(await joinAll(now + 60)).toBe(0);
      expect(await gates.tryHalfOpen('atlan-prod', now + 60, 10)).toBe(true);
      expect(await joinAll(now + 61)).toBe(1);
      expect(await joinAll(now + 61)).toBe(0);
      expect(await gates.tryHalfOpen('atlan-prod', now + 70, 10)).toBe(true);
      expect(await joinAll(now + 80)).toBe(0);
      expect(await gates.tryHalfOpen('atlan-prod', now + 80, 10)).toBe(true);
      await gates.close({ ...closed(now + 150), closedAt: now + 82 });
      expect(await joinAll(now + 83)).toBe(0);
      expect(await gates.read('atlan-prod')).toEqual({
        ...closed(now + 150),
        closedAgainAt: now + 82,
        triedAt: now + 80,
      });
    });

    it('is not opened by the answer to a request from before it was closed', async () => {
      const { gates } = (await start()).ledger;
      await gates.close(closed(now + 60));
      await gates.open('atlan-prod', now - 1);
      expect(await gates.read('atlan-prod')).toEqual(closed(now + 60));
      await gates.close({ ...closed(now + 90), closedAt: now + 50 });
      await gates.open('atlan-prod', now + 49);
      expect(await gates.read('atlan-prod')).toMatchObject({ closedUntil: now + 90 });
      await gates.open('atlan-prod', now + 50);
      expect(await gates.read('atlan-prod')).toBeUndefined();
    });

    it('keeps who opened it by hand last, and why, where it was closed', async () => {
      const { gates } = (await start()).ledger;
      const opening = (at: number) => ({ actor: 'role/operator', reason: 'mended', at });
      expect(await gates.openBy('atlan-prod', opening(now))).toBeUndefined();
      expect(await gates.state('atlan-prod')).toEqual({});
      await gates.close(closed(now + 60));
      expect(await gates.state('atlan-prod')).toEqual({ closed: closed(now + 60) });
      expect(await gates.openBy('atlan-prod', opening(now + 1))).toEqual(closed(now + 60));
      expect(await gates.openBy('atlan-prod', opening(now + 2))).toBeUndefined();
      expect(await gates.state('atlan-prod')).toEqual({ opened: opening(now + 1) });
      await gates.close(closed(now + 90));
      await gates.open('atlan-prod');
      expect(await gates.state('atlan-prod')).toEqual({ opened: opening(now + 1) });
    });

    it('keeps the latest end when many close at once', async () => {
      const { gates } = (await start()).inRealTime;
      await Promise.all(Array.from({ length: 10 }, (_, n) => gates.close(closed(now + n))));
      expect((await gates.read('atlan-prod'))?.closedUntil).toBe(now + 9);
    });
  });

  describe('checkpoints', () => {
    it('saves over the version that was loaded', async () => {
      const { checkpoints } = (await start()).ledger;
      expect(await checkpoints.load('sweep')).toBeUndefined();
      expect(await checkpoints.save('sweep', 'one', 0)).toBe('saved');
      expect(await checkpoints.save('sweep', 'two', 0)).toBe('stale');
      expect(await checkpoints.load('sweep')).toEqual({ value: 'one', version: 1 });
      expect(await checkpoints.save('sweep', 'two', 1)).toBe('saved');
      expect(await checkpoints.load('sweep')).toEqual({ value: 'two', version: 2 });
      expect(await checkpoints.save('other', 'x', 5)).toBe('stale');
    });

    it('leases to one holder at a time, who may renew', async () => {
      const { checkpoints } = (await start()).ledger;
      expect(await checkpoints.lease('tick', 'a', now, now + 60)).toBe(true);
      expect(await checkpoints.lease('tick', 'b', now + 59, now + 120)).toBe(false);
      expect(await checkpoints.lease('tick', 'a', now + 59, now + 90)).toBe(true);
      expect(await checkpoints.lease('tick', 'b', now + 60, now + 120)).toBe(false);
      expect(await checkpoints.lease('tick', 'b', now + 90, now + 150)).toBe(true);
      expect(await checkpoints.lease('sweep', 'a', now, now + 60)).toBe(true);
      expect(await checkpoints.load('tick')).toBeUndefined();
    });

    it('leases to one of many who ask at once', async () => {
      const { checkpoints } = (await start()).inRealTime;
      const ask = (at: number) =>
        Promise.all(Array.from({ length: 10 }, (_, n) => checkpoints.lease('tick', `h${at}-${n}`, at, at + 60)));
      expect((await ask(now)).filter(isTrue)).toHaveLength(1);
      expect((await ask(now + 60)).filter(isTrue)).toHaveLength(1);
    });
  });
}
