import { type Effect, effectKinds, type Failure, type Fault } from './fault.ts';

/** What one request meets. */
interface Encounter {
  readonly failure: Failure | undefined;
  readonly effects: readonly Effect[];
}

interface FaultStatus {
  readonly fault: Fault;
  /** Requests that matched, and those that were hit. */
  readonly seen: number;
  readonly hit: number;
}

/** Holds the faults in force and decides which of them a request meets. */
export interface FaultDesk {
  meet(endpoint: string): Encounter;
  replace(faults: readonly Fault[]): void;
  status(): readonly FaultStatus[];
}

export function createFaultDesk(initial: readonly Fault[]): FaultDesk {
  let desk = initial.map(counted);
  return {
    meet(endpoint) {
      let failure: Failure | undefined;
      const effects: Effect[] = [];
      for (const entry of desk) {
        const { fault } = entry;
        if (fault.endpoint !== undefined && fault.endpoint !== endpoint) continue;
        // A request already taken by an earlier failure does not use this one up.
        if (!isEffect(fault) && failure !== undefined) continue;
        entry.seen += 1;
        if (entry.seen <= (fault.skip ?? 0) || entry.hit >= (fault.times ?? Number.POSITIVE_INFINITY)) continue;
        entry.hit += 1;
        if (isEffect(fault)) effects.push(fault);
        else failure = fault;
      }
      return { failure, effects };
    },
    replace(faults) {
      desk = faults.map(counted);
    },
    status: () => desk.map(({ fault, seen, hit }) => ({ fault, seen, hit })),
  };
}

const counted = (fault: Fault) => ({ fault, seen: 0, hit: 0 });

function isEffect(fault: Fault): fault is Effect {
  return effectKinds.some((kind) => kind === fault.kind);
}
