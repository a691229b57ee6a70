import type { Actor } from './actor.ts';
import type { AdminChange, AdminEvent } from './admin-event.ts';
import { createEventLog, type EventLog } from './event-log.ts';
import type { SignInEvent } from './sign-in-events.ts';

/** What was written down of a tenant. */
export interface TenantEvents {
  readonly admin: EventLog<AdminEvent>;
  readonly login: EventLog<SignInEvent>;
  /** Does `work`; what it changes is written down as changes of `actor`, and without an actor it is not. */
  by<T>(actor: Actor | undefined, work: () => T): T;
  /** Writes changes down that were made at `at`. */
  changed(changes: readonly AdminChange[], at: number): void;
}

export function createTenantEvents(): TenantEvents {
  const admin = createEventLog<AdminEvent>();
  let acting: Actor | undefined;
  return {
    admin,
    login: createEventLog(),
    by(actor, work) {
      const outer = acting;
      acting = actor;
      try {
        return work();
      } finally {
        acting = outer;
      }
    },
    changed(changes, at) {
      if (acting === undefined) return;
      for (const change of changes) admin.write({ ...change, time: at, actor: acting }, at);
    },
  };
}
