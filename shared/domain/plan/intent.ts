import type { PersonDoubt } from '../identity/person-doubt.ts';
import type { Returning } from '../returning/returning-groups.ts';
import type { SponsorDoubt } from '../sponsorship/sponsorship.ts';
import type { OpenQuestion } from '../timeline/open-questions.ts';

/** What a worker should have on one target, groups already found in its catalogue. */
export type Intent =
  | GrantIntent
  | EndIntent
  | NoRoleIntent
  /** Neither granted nor taken away; with a question, until it is answered. */
  | { readonly kind: 'leave-alone'; readonly because: string; readonly question?: OpenQuestion | PersonDoubt };

/** Nothing goes on: every managed account ends. */
export interface EndIntent {
  readonly kind: 'end';
  readonly rule: string;
  /** An operator said so, of this worker by name: an account that is theirs by its e-mail is taken over to be ended. */
  readonly byOperator?: boolean;
  /** The worker comes back within days: sign-in ends, and what can be kept without it stays. */
  readonly isComingBack?: boolean;
  /** HR may not mean it: a person is asked once the access is over. */
  readonly question?: OpenQuestion;
}

export interface GrantIntent {
  readonly kind: 'grant';
  /** Normalised; absent when none is stated. */
  readonly email?: string;
  /** HR said that they come back: an account that was disabled before it was ours may be theirs. */
  readonly isReturning?: boolean;
  /** Why no invitation may be sent to this e-mail; absent when one may. */
  readonly mayNotInvite?: string;
  /** Key of another person whose address the e-mail is: nothing is found or made by it. */
  readonly holder?: string;
  /** Absent while only undecided rules may give one: a worker without an account gets none then, and one with an account keeps their role. */
  readonly role?: { readonly name: string; readonly rule: string };
  /** The highest role that is perhaps due, where it is higher than `role`. */
  readonly undecidedRole?: { readonly name: string; readonly rule: string };
  readonly groups: readonly WantedGroup[];
  /** Of the groups among them that others had given before a deletion: what is given again, and what is not. */
  readonly returning?: Returning;
  /** Ids of groups that only undecided rules name, or that may be one of policy's under another name: left as they are. */
  readonly undecidedGroupIds: readonly string[];
  /** What stays only until the deployed policy is activated: memberships, and a role above `most`; without `most` any role. */
  readonly kept?: { readonly groupIds: readonly string[]; readonly most?: string };
  /** Groups policy names that the target does not have yet. */
  readonly missingGroups: readonly string[];
  /** HR stated late what gives part of it: only what is wanted without that is given before a person says so. */
  readonly late?: LateGrant;
  /** What access will depend on: a person is asked before, and meanwhile it goes on as policy says. */
  readonly question?: OpenQuestion | SponsorDoubt;
}

/** `isGivenBack`: by the word of an operator, and not ours. `isReturned`: others had given it, and a deletion took it. */
interface WantedGroup {
  readonly id: string;
  readonly rule: string;
  readonly isGivenBack?: boolean;
  readonly isReturned?: boolean;
}

/** What is wanted of a worker without what HR stated late, and what a person is asked about the rest. */
export interface LateGrant {
  readonly role?: { readonly name: string; readonly rule: string };
  readonly groupIds: readonly string[];
  readonly asks: Asks;
}

/** They work here, and are to have no access: no rule gives them a role, or they are on leave. */
export interface NoRoleIntent {
  readonly kind: 'no-role';
  /** A leave of absence is the reason: role and groups stay for the day on which they are back. */
  readonly isOnLeave?: boolean;
  /** What a person has to say first; absent where a move that HR stated took the role away. */
  readonly asks?: Asks;
}

/** A question that stands before a whole plan. */
export interface Asks {
  readonly kind: 'no-role' | 'vanished' | 'late-grant';
  /** A sentence for the person who decides. */
  readonly because: string;
  /** Ids of what it is about, rules and facts, in place of the plan's steps: the answer holds for these only, and for every step. */
  readonly about: readonly string[];
}
