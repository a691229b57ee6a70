import { createHash } from 'node:crypto';
import type { Sighting } from '../account/account.ts';
import { becauseOf, type PersonDoubt } from '../identity/person-doubt.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { OpenQuestion } from '../timeline/open-questions.ts';
import type { AccessOver, LeaverSeen } from '../worker/access-over.ts';
import type { HoldKind } from '../worker/hold.ts';
import type { Refusal } from '../worker/worker.ts';
import type { Action } from './action.ts';
import { planGrant } from './plan-grant.ts';
import { planLeaving } from './plan-leaving.ts';
import { planNoRole } from './plan-no-role.ts';

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
  /** Normalised; absent when nobody stated one. */
  readonly email?: string;
  /** Why nobody is invited by this e-mail; absent when somebody may be. */
  readonly mayNotInvite?: string;
  /** Key of another person whose address the e-mail is: nothing is found or made by it. */
  readonly holder?: string;
  /** Absent while only undecided rules may give one: a worker without an account gets none then, and one with an account keeps their role. */
  readonly role?: { readonly name: string; readonly rule: string };
  /** The highest role that is perhaps due, where it is higher than `role`. */
  readonly undecidedRole?: { readonly name: string; readonly rule: string };
  readonly groups: readonly { readonly id: string; readonly rule: string }[];
  /** Ids of groups that only undecided rules name, or that may be one of policy's under another name: left as they are. */
  readonly undecidedGroupIds: readonly string[];
  /** Groups policy names that the target does not have yet. */
  readonly missingGroups: readonly string[];
  /** What access will depend on: a person is asked before, and meanwhile it goes on as policy says. */
  readonly question?: OpenQuestion;
}

/** They work here, and no rule gives them a role: what access there is has to end. */
export interface NoRoleIntent {
  readonly kind: 'no-role';
  /** What a person has to say first; absent where a move that HR stated took the role away. */
  readonly asks?: Asks;
}

/** A question that stands before a whole plan. */
interface Asks {
  readonly kind: 'no-role';
  /** A sentence for the person who decides. */
  readonly because: string;
  /** Ids of what it is about, rules and facts, in place of the plan's steps: the answer holds for these only, and for every step. */
  readonly about: readonly string[];
}

/** What was read of a worker on one target. */
export interface Observed extends LeaverSeen {
  /** Who has the work e-mail; of somebody who stays read only while no managed account is there. */
  readonly byEmail?: Sighting;
  readonly refusals: readonly Refusal[];
}

/** What one target's configuration says to the planner. */
export interface TargetRules {
  readonly adopt: 'exact-email' | 'never';
  readonly idpGroupIds: readonly string[];
  /** Without an id: whether an account that does not exist yet would be protected. */
  readonly isProtected: (account: {
    readonly id?: string;
    readonly email?: string;
    readonly username?: string;
  }) => boolean;
}

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

export type Next =
  | { readonly kind: 'converged'; readonly because: string }
  | {
      readonly kind: 'waiting';
      readonly because: string;
      /** Of a leaver only invitations are left that cannot be disabled yet: poll watches them. */
      readonly pendingDisable?: boolean;
      /** What is waited for shows within minutes: looked at every minute. */
      readonly isSoon?: boolean;
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

/** Works out what to do. Pure and total; the plan of its own result is empty. */
export function planFor(intent: Intent, observed: Observed, rules: TargetRules): Plan {
  switch (intent.kind) {
    case 'grant':
      return asksBeside(intent, whileInvited(planGrant(intent, observed, rules), observed));
    case 'end':
      return asksAtLast(intent, planLeaving(intent, observed, rules));
    case 'no-role':
      return whileInvited(planNoRole(intent, observed, rules), observed);
    case 'leave-alone':
      return whileInvited({ actions: [], next: leftAlone(intent) }, observed);
  }
}

/** Nobody is invited a second time, nor at rest, while an invitation of ours may still show. */
function whileInvited(plan: Plan, { isInvitationOpen }: Observed): Plan {
  if (!isInvitationOpen) return plan;
  const actions = plan.actions.filter(({ kind }) => kind !== 'invite');
  return { ...plan, actions, next: plan.next.kind === 'hold' ? plan.next : NOT_VISIBLE };
}

const NOT_VISIBLE: Next = { kind: 'waiting', because: 'The invitation is not visible yet', isSoon: true };

/** Sign-in first: what HR left open of an end is asked once the access is over. */
const asksAtLast = ({ question }: EndIntent, plan: Plan): Plan =>
  question && plan.next.kind === 'converged' ? { ...plan, next: asked(question) } : plan;

/** What is done for the worker goes on meanwhile; what shows within minutes is looked at first. */
const asksBeside = ({ question }: GrantIntent, plan: Plan): Plan =>
  question && plan.next.kind !== 'hold' && !(plan.next.kind === 'waiting' && plan.next.isSoon)
    ? { ...plan, next: asked(question) }
    : plan;

const leftAlone = ({ because, question }: Extract<Intent, { readonly kind: 'leave-alone' }>): Next =>
  question ? asked(question) : { kind: 'waiting', because };

/** What HR left open waits for a person. */
function asked(question: OpenQuestion | PersonDoubt): Next {
  if (question.kind === 'same-person') {
    const { kind, other, isTransfer } = question;
    const about = isTransfer ? [other, 'transfer'] : [other];
    return {
      kind: 'hold',
      hold: kind,
      because: becauseOf(question),
      about,
      other,
      ...(isTransfer && { ending: true }),
    };
  }
  const { kind, id } = question;
  return { kind: 'hold', hold: kind, because: ASKS[kind], about: [id] };
}

const ASKS: Readonly<Record<OpenQuestion['kind'], string>> = {
  'undated-ending':
    'HR said that this worker leaves, and no date that can be read: access stays as it is. Let HR send the date, or decide for it',
  'idle-cancellation':
    'HR took back a statement that cannot be found, so nothing was taken back: let HR say which one it means, or approve to go on without',
  'unclear-ending':
    'HR said a last day, and it can be read two ways. One: it ends one contract, another one goes on, and so does access. Two: it ends ' +
    'them all, and access ends after that day. Access stays as it is: let HR name the contracts (engagementId), or approve if all end',
  'no-show':
    'HR said a last day before the first day of a contract, and it can be read two ways. One: the worker never came. Two: the last day is ' +
    'wrong, and the contract begins. It gets no access meanwhile: let HR take one of them back, or approve if the worker never came',
};
