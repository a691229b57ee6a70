import type { Clock } from '../../ports/clock.ts';
import type { Logged, LoggedEvent } from '../../ports/target/event-feed.ts';

export interface MemoryEventLog {
  note(kind: LoggedEvent['kind'], accountId: string): void;
  since(at: number): Logged;
}

/** A target's log of its accounts, in memory. */
export function memoryEventLog(clock: Clock): MemoryEventLog {
  const events: LoggedEvent[] = [];
  return {
    note: (kind, accountId) => void events.push({ kind, accountId, at: clock.now() }),
    since: (from) => ({ events: events.filter(({ at }) => at >= from), isComplete: true }),
  };
}
