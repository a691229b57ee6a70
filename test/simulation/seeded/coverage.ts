import { FAULT_KINDS } from './history.ts';
import type { Played } from './play.ts';

/** How often each kind and phase of event was accepted, each fault met a call, each rule was asked, and each excuse was heard. */
export interface Coverage {
  readonly events: Readonly<Record<string, number>>;
  /** By `FaultKind`. */
  readonly faults: Readonly<Record<string, number>>;
  readonly rules: Readonly<Record<string, number>>;
  readonly excuses: Readonly<Record<string, number>>;
  readonly writes: number;
}

export function coverageOf(all: readonly Played[]): Coverage {
  const sum = (counts: Iterable<readonly [string, number]>) => {
    const total: Record<string, number> = {};
    for (const [name, count] of counts) total[name] = (total[name] ?? 0) + count;
    return total;
  };
  const none = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0]));
  return {
    events: sum(
      all.flatMap(({ referee }) =>
        [...referee.heard.accepted.values()].map(({ kind, phase }) => [`${kind} ${phase}`, 1] as const),
      ),
    ),
    faults: { ...none, ...sum(all.flatMap(({ world }) => [...world.faults.hits])) },
    rules: sum(all.flatMap(({ referee }) => [...referee.asked])),
    excuses: sum(all.flatMap(({ referee }) => [...referee.excused])),
    writes: all.reduce(
      (total, { world }) => total + world.tenants.reduce((of, { writes }) => of + writes.length, 0),
      0,
    ),
  };
}

/** Both together. */
export function sumOf(one: Coverage, other: Coverage): Coverage {
  const both = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) => {
    const total: Record<string, number> = { ...a };
    for (const [name, count] of Object.entries(b)) total[name] = (total[name] ?? 0) + count;
    return total;
  };
  return {
    events: both(one.events, other.events),
    faults: both(one.faults, other.faults),
    rules: both(one.rules, other.rules),
    excuses: both(one.excuses, other.excuses),
    writes: one.writes + other.writes,
  };
}

/** The coverage as text, a line a count. */
export function tableOf({ events, faults, rules, excuses, writes }: Coverage): string {
  const part = (title: string, counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => `${title.padEnd(8)} ${name.padEnd(42)} ${String(count).padStart(7)}`);
  return [
    ...part('event', events),
    ...part('fault', faults),
    ...part('rule', rules),
    ...part('excuse', excuses),
    ...part('writes', { 'to targets': writes }),
  ].join('\n');
}
