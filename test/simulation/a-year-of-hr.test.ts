import { expect, it } from 'vitest';

import { linesOf } from '../../shared/app/poll/due/due-lines.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { type Company, company } from '../support/company.ts';
import { converge } from '../support/converge.ts';
import { lifecycleEvent } from '../support/events.ts';

const WORKERS = 200;
const DAYS = 365;
const DAY_MS = 24 * 60 * 60_000;
const FIRST_DAY = Date.parse('2026-03-03T00:00:00Z');
const HOUR_MS = 60 * 60_000;

const dateOf = (day: number) => new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10);

/** What HR has said of one contract so far, and means. The table of who has access is made of these alone. */
interface Known {
  start?: number;
  last?: number;
}

/** One thing that HR types, on a day of the year, and what it makes known. */
interface Entry {
  readonly day: number;
  readonly worker: number;
  readonly event: LifecycleEvent;
  readonly learn: () => void;
}

/** The same numbers on every run, between 0 and 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Contracts of a worker one after the other, as they really are: they touch, leave a gap, or the last one goes on. */
function contractsOf(next: () => number): readonly { readonly start: number; readonly last: number | undefined }[] {
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const count = whole(1, 3);
  let start = whole(0, 120);
  return Array.from({ length: count }, (_, index) => {
    const last = index === count - 1 && next() < 0.5 ? undefined : start + whole(25, 110);
    const contract = { start, last };
    start = (last ?? start) + 1 + (next() < 0.4 ? 0 : whole(2, 60));
    return contract;
  });
}

/** HR's year: every statement early or late, some wrong at first, some twice, the end of one contract after the start of the next. */
function yearOf(next: () => number): { readonly entries: readonly Entry[]; readonly known: readonly Known[][] } {
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const entries: Entry[] = [];
  const known: Known[][] = [];
  let said = 0;
  for (let worker = 0; worker < WORKERS; worker++) {
    const sourceKey = `hr:${worker}`;
    const attributes = { workEmail: `p${worker}@example.com`, workerType: 'employee', department: 'Data' };
    const contracts = contractsOf(next);
    const learned: Known[] = contracts.map(() => ({}));
    known.push(learned);
    let before = 0;
    for (const [index, { start, last }] of contracts.entries()) {
      const one = learned[index]!;
      const say = (
        day: number,
        kind: 'joined' | 'rehired' | 'left' | 'moved',
        date: number,
        { learn, ...more }: { readonly learn?: Known } & Partial<LifecycleEvent>,
      ): LifecycleEvent => {
        const n = ++said;
        const occurredAt = FIRST_DAY + day * DAY_MS + HOUR_MS;
        const event = {
          ...lifecycleEvent(n, kind, { sourceKey, date: dateOf(date), attributes: kind === 'left' ? {} : attributes }),
          ...more,
          occurredAt,
          order: `${String(occurredAt).padStart(16, '0')} ${String(n).padStart(8, '0')}`,
        };
        const entry = { day, worker, event, learn: () => void Object.assign(one, learn) };
        entries.push(entry);
        // the same once more makes nothing known that was corrected meanwhile
        if (next() < 0.1) entries.push({ ...entry, day: day + whole(0, 3), learn: () => {} });
        return event;
      };
      const kind = index === 0 ? 'joined' : 'rehired';
      const startSaid = Math.max(before, start - whole(-3, 20));
      if (next() < 0.15) {
        const wrong = say(startSaid, kind, start + 5, { learn: { start: start + 5 } });
        const more = { phase: 'corrected', supersedes: wrong.id } as const;
        say(startSaid + 1, kind, start, { ...more, learn: { start } });
      } else say(startSaid, kind, start, { learn: { start } });
      before = startSaid + 1;
      if (next() < 0.5) say(Math.max(before, start), 'moved', start + 1, { phase: 'effective' });
      if (last === undefined) continue;

      const lastSaid = Math.max(startSaid + 2, last - whole(-4, 20));
      const following = contracts[index + 1]?.start ?? Number.POSITIVE_INFINITY;
      if (next() < 0.2 && following > last + 30) {
        const wrongLast = next() < 0.5 ? last + 7 : last - 5;
        say(lastSaid, 'left', wrongLast, { learn: { last: wrongLast } });
        say(lastSaid + whole(1, 4), 'left', last, { learn: { last } });
      } else say(lastSaid, 'left', last, { learn: { last } });
      // HR is told to enter the new job first, then to end the old one
      before = next() < 0.5 ? startSaid + 2 : lastSaid + 5;
    }
  }
  return { entries, known };
}

/** Looks at the workers who are due but for the daily looks, which find nothing new here. */
async function settle(acme: Company): Promise<void> {
  const lines = linesOf(['atlan-prod']).filter((line) => line.class !== 'rest');
  for (let round = 0; round < 20; round++) {
    const { dueLines } = acme.deps.ledger;
    const places = await Promise.all(lines.map((line) => dueLines.due(line, acme.clock.now() + 1, 100)));
    const keys = [...new Set(places.flat().map(({ workerKey }) => workerKey))];
    if (keys.length === 0) return;
    await converge(keys, acme.deps, { call: { deadline: acme.clock.now() + 60_000 }, world: acme });
    acme.clock.advance(60_000);
  }
}

it(`gives ${WORKERS} workers, on every day of a year that HR typed as people do, the access that a table by hand gives them`, {
  timeout: 900_000,
}, async () => {
  const wide = { min: 10_000 };
  const acme = await company({ target: { limits: { leavers: wide, removals: wide, grants: wide } } });
  const { entries, known } = yearOf(numbers(20_261_127));
  const byDay = Map.groupBy(entries, ({ day }) => day);
  const isOn = () => new Map(acme.atlan.accounts().map(({ email, enabled }) => [email, enabled !== false]));

  const differences: string[] = [];
  let [days, changes] = [0, 0];
  const before = new Map<number, boolean>();
  for (let day = 0; day < DAYS; day++) {
    acme.clock.advance(FIRST_DAY + day * DAY_MS + 6 * HOUR_MS - acme.clock.now());
    await settle(acme);
    const today = byDay.get(day) ?? [];
    for (const { event, learn } of today) {
      learn();
      await acme.deliver(event);
    }
    await settle(acme);
    const on = isOn();
    for (const [worker, contracts] of known.entries()) {
      const email = `p${worker}@example.com`;
      const should = contracts.some(
        ({ start, last }) => start !== undefined && start <= day && (last === undefined || day <= last),
      );
      const has = on.get(email) ?? false;
      if (has !== should) differences.push(`day ${day}, worker ${worker}: ${has} and not ${should}`);
      if (before.get(worker) !== should) changes++;
      before.set(worker, should);
      days++;
      if (has && acme.atlan.accounts().find((one) => one.email === email)?.state === 'invited')
        acme.atlan.accept(email);
    }
  }
  process.stdout.write(
    `a year of HR: ${entries.length} entries, ${days} days of workers, ${changes} changes of access\n`,
  );
  expect(differences.slice(0, 10)).toEqual([]);
  expect(await acme.deps.ledger.holds.listOpen(10)).toEqual([]);
});
