import { describe, expect, it } from 'vitest';
import { recordMessage } from '../../shared/app/provision/record-message.ts';
import { quotaOf } from '../../shared/app/quota/budget.ts';
import { encodeMessage } from '../../shared/contracts/messages.ts';
import { reserveOf } from '../../shared/domain/plan/quota.ts';
import { newWorker } from '../../shared/domain/worker/worker.ts';
import { type Polling, polling } from '../shared/app/poll/polling.ts';
import { lifecycleEvent } from '../support/events.ts';

const DAY_MS = 86_400_000;
const wide = { leavers: { min: 9_999 }, removals: { min: 9_999 }, grants: { min: 9_999 } };

const about = (n: number) => ({
  sourceKey: `hr:${n}`,
  attributes: { workEmail: `p${n}@example.com`, workerType: 'employee', department: 'Data' },
});

let serial = 0;
const said = (kind: 'joined' | 'left', n: number, date: string) =>
  lifecycleEvent(++serial, kind, { ...about(n), date, phase: 'scheduled' });

/** Delivers what is said of many, ten at a time as the function does, and lets a minute of budget pass between. */
async function deliver(acme: Polling, kind: 'joined' | 'left', people: readonly number[], date: string): Promise<void> {
  for (let at = 0; at < people.length; at += 10) {
    await acme.deliver(...people.slice(at, at + 10).map((n) => said(kind, n, date)));
    acme.clock.advance(60_000);
  }
}

/** Records what is said of many, and looks at no target. */
async function record(acme: Polling, kind: 'joined' | 'left', people: readonly number[], date: string): Promise<void> {
  for (const n of people) {
    const event = said(kind, n, date);
    await recordMessage(
      { body: encodeMessage({ kind: 'event', event, delivery: 'd' }), group: event.sourceKey },
      acme.deps,
    );
  }
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);
const dateAfter = (instant: number, days: number) => new Date(instant + days * DAY_MS).toISOString().slice(0, 10);

describe('a midnight at which thousands are due', () => {
  it('ends the access of all leavers at the pace of the target, invites joiners meanwhile, and reminds of none twice', {
    timeout: 900_000,
  }, async () => {
    const [pending, leavers, joiners] = [range(10_000, 2_000), range(20_000, 1_000), range(30_000, 3_000)];
    const acme = await polling({ target: { requestsPerMinute: 120, limits: wide, sweepMinutes: 1_440 } }, 100);
    await deliver(acme, 'joined', [...pending, ...leavers], '2026-03-01');
    for (const n of leavers) acme.atlan.accept(`p${n}@example.com`);
    await deliver(acme, 'left', pending, '2026-03-01');
    const eve = dateAfter(acme.clock.now(), 1);
    await record(acme, 'left', leavers, eve);
    await record(acme, 'joined', joiners, dateAfter(acme.clock.now(), 2));
    const midnight = Date.parse(`${eve}T00:00:00Z`) + DAY_MS;
    // what was recorded is looked at once before midnight, as a queue that is worked off would have it
    for (let minute = 0; minute < 60; minute++) {
      await acme.minute();
      await acme.follow();
    }
    const enabled = () => leavers.filter((n) => isEnabled(acme, n)).length;
    expect(enabled()).toBe(leavers.length);
    acme.clock.advance(midnight - acme.clock.now());

    let needed = 0;
    const reminders: string[] = [];
    let minutes = 0;
    let invitedMeanwhile = 0;
    while (enabled() > 0 && minutes < 60) {
      await acme.minute((deps) => ({
        ...deps,
        queue: {
          send: async (messages) => {
            reminders.push(...messages.map(({ dedupId }) => dedupId));
            await deps.queue.send(messages);
          },
        },
      }));
      await acme.follow();
      needed += (await acme.deps.ledger.budgets.spent('atlan-prod', acme.clock.now())).leavers;
      minutes++;
      invitedMeanwhile = joiners.filter((n) => accountOf(acme, n)).length;
    }
    const quota = quotaOf(acme.deps.targets[0]!);
    const pace = quota.limit - reserveOf(quota);
    process.stderr.write(
      `crowd: ${leavers.length} leavers ended in ${minutes} minutes with ${needed} requests, ${pace} a minute; ${invitedMeanwhile} joiners invited meanwhile\n`,
    );
    expect(enabled()).toBe(0);
    expect(minutes).toBeLessThanOrEqual(Math.ceil(needed / pace) + 2);
    expect(invitedMeanwhile).toBeGreaterThan(0);
    expect(new Set(reminders).size).toBe(reminders.length);
    expect(acme.atlan.accounts().filter(({ state }) => state === 'invited').length).toBeGreaterThanOrEqual(2_000);
  });

  it('sends one reminder to each worker while the consumer is off, and to a leaver one an hour', {
    timeout: 900_000,
  }, async () => {
    const acme = await polling({ target: { requestsPerMinute: 400, limits: wide, sweepMinutes: 1_440 } });
    const { workers } = acme.deps.ledger;
    const due = async (count: number, of: 'ending' | 'joiner-mover' | 'rest') => {
      for (const n of range(0, count))
        await workers.commit({ ...newWorker(`${of}-${n}`, 'salt'), due: { at: acme.clock.now(), class: of } });
    };
    await due(100, 'ending');
    await due(2_400, 'joiner-mover');
    await due(2_400, 'rest');
    for (let minute = 0; minute < 24 * 60; minute++) await acme.minute();
    const sent = new Map<string, number>();
    for (const { group } of acme.queue.messages) sent.set(group, (sent.get(group) ?? 0) + 1);
    const most = (of: string) => Math.max(...[...sent].filter(([key]) => key.startsWith(of)).map(([, count]) => count));
    expect(most('ending')).toBeLessThanOrEqual(24);
    expect(most('ending')).toBeGreaterThanOrEqual(23);
    expect(most('joiner-mover')).toBe(1);
    // no more stand in the queue than a minute works off, so that tonight's leaver is not behind them
    expect([...sent.values()].reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)).toBeLessThanOrEqual(
      200 + 400 / 3 + 1,
    );
    expect(acme.observe.measures.findLast(({ metric }) => metric === 'OldestJoinerMinutes')?.value).toBeGreaterThan(
      1_400,
    );
  });
});

const accountOf = (acme: Polling, n: number) =>
  acme.atlan.accounts().find(({ email }) => email === `p${n}@example.com`);
const isEnabled = (acme: Polling, n: number): boolean => accountOf(acme, n)?.enabled === true;
