import type { Caller } from '../http/caller.ts';

/** One Atlan tenant, as the endpoint functions of this folder see it. */
export interface Tenant {
  /** The target's name, for sentences. */
  readonly name: string;
  readonly ask: Caller;
}
