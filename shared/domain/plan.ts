import { createHash } from 'node:crypto';

import type { Sighting } from './account.ts';
import type { Action, Look } from './action.ts';
import { canonicalJson } from './canonical-json.ts';
import type { HoldKind } from './hold.ts';
import { planGrant } from './plan-grant.ts';
import { planLeaving } from './plan-leaving.ts';
import type { ManagedAccount, Refusal } from './worker.ts';

/** What a worker should have on one target, groups already found in its catalogue. */
export type Intent =
  | GrantIntent
  | EndIntent
  /** Neither granted nor taken away. */
  | { readonly kind: 'leave-alone'; readonly because: string };

/** Nothing goes on: every managed account ends. */
export interface EndIntent {
  readonly kind: 'end';
  readonly rule: string;
  /** An operator said so, of this worker by name: an account that is theirs by its e-mail is taken over to be ended. */
  readonly byOperator?: boolean;
}

export interface GrantIntent {
  readonly kind: 'grant';
  /** Normalised; absent when nobody stated one. */
  readonly email?: string;
  /** Why nobody is invited by this e-mail; absent when somebody may be. */
  readonly mayNotInvite?: string;
  readonly role?: { readonly name: string; readonly rule: string };
  /** A higher role than `role` is perhaps due. */
  readonly isRoleUndecided: boolean;
  readonly groups: readonly { readonly id: string; readonly rule: string }[];
  /** Ids of groups that only unknown rules name: left as they are. */
  readonly undecidedGroupIds: readonly string[];
  /** Groups policy names that the target does not have yet. */
  readonly missingGroups: readonly string[];
}

/** What was read of a worker on one target. */
export interface Observed {
  readonly managed: readonly (Look & { readonly record: ManagedAccount })[];
  /** Who has the work e-mail; read only while no managed account is there. */
  readonly byEmail?: Sighting;
  readonly refusals: readonly Refusal[];
}

/** What one target's configuration says to the planner. */
export interface TargetRules {
  readonly adopt: 'exact-email' | 'never';
  readonly idpGroupIds: readonly string[];
  readonly isProtected: (account: {
    readonly id: string;
    readonly email?: string;
    readonly username?: string;
  }) => boolean;
}

/** The ordered difference, and how things stand once it is done. */
export interface Plan {
  readonly actions: readonly Action[];
  readonly next: Next;
}

/** Names a plan by what it does, whatever made it. */
export const planDigest = ({ actions }: Pick<Plan, 'actions'>): string =>
  createHash('sha256').update(canonicalJson(actions)).digest('hex').slice(0, 32);

export type Next =
  | { readonly kind: 'converged'; readonly because: string }
  | { readonly kind: 'waiting'; readonly because: string; readonly pendingDisable?: boolean }
  | {
      readonly kind: 'hold';
      readonly hold: HoldKind;
      readonly because: string;
      /** Ids of what it is about, in place of the plan's actions. */
      readonly about?: readonly string[];
    };

/** Works out what to do. Pure and total; the plan of its own result is empty. */
export function planFor(intent: Intent, observed: Observed, rules: TargetRules): Plan {
  switch (intent.kind) {
    case 'grant':
      return planGrant(intent, observed, rules);
    case 'end':
      return planLeaving(intent, observed, rules);
    case 'leave-alone':
      return { actions: [], next: { kind: 'waiting', because: intent.because } };
  }
}
