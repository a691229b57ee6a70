import type { NotDone } from '../../../../domain/outcome.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { Exclusive } from '../../../../ports/exclusive.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Tenant } from '../http/dialect.ts';

export interface Turns {
  readonly tenant: Tenant;
  readonly exclusive: Exclusive;
  readonly clock: Clock;
}

/** How long another process is waited for, and when to ask again that has not finished by then. */
const PATIENCE_MS = 20_000;

/** Does `work` while no other process works on this record of the instance; `undefined` when its turn did not come. */
export function inTurn<T extends object>(
  { tenant, exclusive, clock }: Turns,
  record: string,
  call: Call,
  work: (call: Call) => Promise<T>,
): Promise<T | undefined> {
  const patience = { turnBy: Math.min(call.deadline, clock.now() + PATIENCE_MS), deadline: call.deadline };
  return exclusive.run(`${tenant.name}:${record}`, patience, (until) => work({ ...call, deadline: until }));
}

/** What to answer when the turn did not come. */
export function busy({ tenant, clock }: Turns, record: string, { deadline }: Call): NotDone {
  const now = clock.now();
  if (now >= deadline)
    return { kind: 'wait', cause: 'deadline', because: `No time was left to change the ${record} of ${tenant.name}` };
  const because = `Another process is changing the ${record} of ${tenant.name}; the work continues by itself`;
  return { kind: 'wait', cause: 'paced', because, retryAt: now + PATIENCE_MS };
}
