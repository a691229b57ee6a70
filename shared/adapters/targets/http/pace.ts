import type { Wait } from '../../../domain/outcome.ts';
import type { Clock } from '../../../ports/clock.ts';

/** Keeps back one kind of call that a target limits by itself, while all others go on. */
export interface Pace {
  close(ms: number): void;
  /** Undefined when such a call may be sent now. Never sleeps: what else the caller has to do does not wait. */
  closed(): Wait | undefined;
  /** What to answer after a refusal. */
  wait(): Wait;
}

/** `key` names the kind of call, for sentences. */
export function pace(target: string, key: string, clock: Clock): Pace {
  let closedUntil = 0;
  const wait = (): Wait => ({
    kind: 'wait',
    cause: 'paced',
    because: `${target} allows only so many ${key} a minute, and has had them; the work continues by itself`,
    retryAt: closedUntil,
  });
  return {
    wait,
    close: (ms) => {
      closedUntil = Math.max(closedUntil, clock.now() + ms);
    },
    closed: () => (clock.now() < closedUntil ? wait() : undefined),
  };
}
