import { createHash } from 'node:crypto';
import { canonicalJson } from '../text/canonical-json.ts';
import type { AccessOver } from '../worker/access-over.ts';
import type { HoldKind } from '../worker/hold.ts';
import type { Action } from './action.ts';
import type { Asks } from './intent.ts';

/** The ordered difference, and how things stand once it is done. */
export interface Plan {
  readonly actions: readonly Action[];
  readonly next: Next;
  /** Of a leaver: whether access is over by the look this plan was made from, before any of its actions. */
  readonly access?: AccessOver;
  /** Nothing of it is done, and it does not come to rest, before a person says so. */
  readonly asks?: Asks;
}

/** Names a plan by what it does, whatever made it. */
export const planDigest = ({ actions }: Pick<Plan, 'actions'>): string =>
  createHash('sha256').update(canonicalJson(actions)).digest('hex').slice(0, 32);

/** Nothing is left of a leaver's access. */
export const ENDED: Next = { kind: 'converged', because: 'Access ended' };

export type Next =
  | { readonly kind: 'converged'; readonly because: string }
  | {
      readonly kind: 'waiting';
      readonly because: string;
      /** Of a leaver only invitations are left that cannot be disabled yet: poll watches them. */
      readonly pendingDisable?: boolean;
      /** What is waited for shows within minutes: checked every minute. */
      readonly isSoon?: boolean;
      /** What is waited for is a date or a word of HR's or an operator's, each of which makes the worker due: a look finds nothing sooner. */
      readonly isAnnounced?: boolean;
    }
  | {
      readonly kind: 'hold';
      readonly hold: HoldKind;
      readonly because: string;
      /** Ids of what it is about, accounts say, in place of the plan's actions: the answer holds for these only. */
      readonly about?: readonly string[];
      /** Key of the other worker whom a question of identity is about. */
      readonly other?: string;
      /** Whether access ends unless it is answered. */
      readonly ending?: boolean;
      /** Beside what a person is asked, there are invitations that cannot be disabled yet, or something shows within minutes. */
      readonly pendingDisable?: boolean;
      readonly isSoon?: boolean;
    };
