import { RetryableError } from '../../../../shared/domain/failure.ts';
import type { NotDone } from '../../../../shared/domain/outcome.ts';
import type { Clock } from '../../../../shared/ports/clock.ts';
import type { Invitation } from '../../../../shared/ports/target/target.ts';
import type { Fault, FaultKind } from '../history.ts';

/** One process: what killed an invocation kills every call that it still makes. */
export interface Process {
  readonly name: string;
  isDead: boolean;
}

type Place = Fault['on'];

/** How often each kind of fault went into a call, for the table of what was covered. */
type Hits = Map<FaultKind, number>;

export interface Faults {
  begin(fault: Fault): void;
  readonly hits: Hits;
  /** Epoch ms of the last one at a place; undefined while there was none. */
  lastAt(place?: Place): number | undefined;
  /** The same object, whose calls go wrong where a fault says so. */
  between<T extends object>(object: T, place: Place, process: Process): T;
}

interface Active extends Fault {
  seen: number;
}

/** What changes something at a target. */
export const WRITES: ReadonlySet<string> = new Set([
  'invite',
  'setEnabled',
  'deleteAccount',
  'setRole',
  'addToGroups',
  'removeFromGroup',
]);

/** What the target's adapter answers for it: it never throws. */
const ANSWERS: Readonly<Record<Exclude<FaultKind, 'crash before' | 'crash after'>, NotDone>> = {
  'refused before': { kind: 'retryable', because: 'the connection was refused' },
  'lost after commit': { kind: 'retryable', because: 'the answer was lost' },
  timeout: { kind: 'wait', cause: 'down', because: 'the target did not answer in time' },
  '429': { kind: 'wait', cause: 'rate-limited', because: 'the target allows no more requests' },
  '5xx': { kind: 'wait', cause: 'down', because: 'the target is in trouble' },
};

export function faultsOf(clock: Clock, tell: (line: string) => void): Faults {
  const active: Active[] = [];
  const hits: Hits = new Map();
  const last = new Map<Place, number>();

  /** The fault that this call meets. */
  function meet(place: Place, method: string): FaultKind | undefined {
    const index = active.findIndex(({ on, writesOnly }) => on === place && (!writesOnly || WRITES.has(method)));
    const one = active[index];
    if (!one || one.seen++ < one.after) return undefined;
    if (one.seen >= one.after + one.calls) active.splice(index, 1);
    hits.set(one.kind, (hits.get(one.kind) ?? 0) + 1);
    last.set(place, clock.now());
    return one.kind;
  }

  async function call(place: Place, process: Process, { method, args, run }: Made): Promise<unknown> {
    if (process.isDead) throw new RetryableError('killed');
    const kind = meet(place, method);
    if (kind === undefined) return run();
    tell(`${kind}: ${process.name} calls ${place}.${method}`);
    if (kind === 'lost after commit' || kind === 'crash after') await run();
    if (kind === 'crash before' || kind === 'crash after') {
      process.isDead = true;
      throw new RetryableError('killed');
    }
    if (place === 'table' || place === 'bus' || place === 'queue') throw new RetryableError(`${place}: ${kind}`);
    const answer = ANSWERS[kind];
    if (method !== 'invite') return answer;
    const [invitations] = args as readonly [readonly Invitation[]];
    return new Map(invitations.map(({ email }) => [email, answer]));
  }

  return {
    hits,
    begin: (fault) => void active.push({ ...fault, seen: 0 }),
    lastAt: (place) => (place === undefined ? Math.max(...last.values()) : last.get(place)),
    between: (object, place, process) =>
      new Proxy(object, {
        get: (owner, property, receiver) => {
          const member: unknown = Reflect.get(owner, property, receiver);
          if (typeof member !== 'function') return member;
          return (...args: unknown[]) =>
            call(place, process, {
              method: String(property),
              args,
              run: async () => Reflect.apply(member, owner, args) as unknown,
            });
        },
      }),
  };
}

interface Made {
  readonly method: string;
  readonly args: readonly unknown[];
  readonly run: () => Promise<unknown>;
}
