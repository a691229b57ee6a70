/** What waits for a person: a plan, or a question. Holds never apply themselves. */
export interface Hold {
  /** Names worker, target, kind and the situation: see `holdId`. */
  readonly id: string;
  readonly workerKey: string;
  readonly target: string;
  readonly kind: HoldKind;
  /** A sentence for the person who decides; nothing personal. */
  readonly because: string;
  /** Digest of the situation: what the plan does, and the facts that made it. An approval applies only to this one. */
  readonly planDigest: string;
  /** Ids of the facts and overrides that made the plan, sorted. A decision is about these and no others. */
  readonly basis?: readonly string[];
  /** Ids among the basis of what the hold itself asks about: an approval answers these alone. Absent in holds of earlier versions. */
  readonly about?: readonly string[];
  /** Key of the other worker whom a question of identity is about. */
  readonly other?: string;
  /** The operator who asked for it, and who may not approve it. */
  readonly asker?: string;
  /** Keys of workers of whom one could take the place of an administrator who leaves, at most five. */
  readonly candidates?: readonly string[];
  /** Whether it is about access that ends. */
  readonly ending?: boolean;
  /** Epoch ms at which it was opened; grows with each time the same hold is opened again. */
  readonly since: number;
  readonly decision?: Decision;
  /** Set once its reason is gone. */
  readonly closed?: { readonly at: number; readonly because: string };
}

/** How many workers a hold names who could be made administrator. */
export const MAX_CANDIDATES = 5;

export interface Decision {
  readonly verdict: 'approved' | 'rejected';
  readonly actor: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
  /** What happens instead of an ending that was rejected. */
  readonly instead?: Instead;
  /** Epoch ms until which access is kept instead. */
  readonly until?: number;
}

/** `access-kept`: HR is wrong, and an override keeps the access. `by-hand`: a person ends it; until then the clock runs. */
export type Instead = 'access-kept' | 'by-hand';

export type HoldKind =
  | 'leaver-limit'
  | 'removal-limit'
  | 'elevation-limit'
  | 'grant-limit'
  | 'administrator'
  | 'last-administrator'
  | 'unmanaged-leaver'
  | 'conflict'
  | 'protected'
  | 'hand-off'
  /** A leaver has an account on a target that is not in the configuration any more. */
  | 'left-behind'
  /** An account answers to an address of this worker, and to another worker. */
  | 'identity'
  /** A leaver owns things in a target, and there is no one to hand them over to. */
  | 'assets'
  /** An operator asks that an ended account be removed for good. */
  | 'removal'
  /** HR gives this worker the address of another one, and they may be the same person. */
  | 'same-person'
  /** HR said that a worker leaves, but sent no date that can be read. */
  | 'undated-ending'
  /** HR ended a worker of whom it said nothing by which an account could be found. */
  | 'unknown-leaver'
  /** HR said something that it is not certain of, and did not confirm it. */
  | 'unconfirmed'
  /** HR took back a statement that cannot be found. */
  | 'idle-cancellation'
  /** HR said a last day while several spells go on: whether one ends or all. */
  | 'unclear-ending'
  /** HR said a last day before the first one. */
  | 'no-show'
  /** HR stated a start or a move long after its day, and it would give access. */
  | 'late-grant'
  /** Who answers for a worker whom HR does not know does not work here any more. */
  | 'sponsor-left'
  /** No rule gives a role any more. */
  | 'no-role'
  /** An account of a worker who goes on working is not there any more, and this system did not end it. */
  | 'vanished';

const DAY_MS = 24 * 60 * 60_000;

/** After this long a decision no longer counts, and the same situation opens a hold again. */
export const DECISION_KEPT_MS = 7 * DAY_MS;

/** Likewise an answer to whose an account is, where no access is to end and no plan waits: asking weekly would only teach to look away. */
export const ANSWER_KEPT_MS = 365 * DAY_MS;
const ANSWERS: readonly HoldKind[] = ['identity', 'same-person', 'protected', 'conflict', 'vanished', 'assets'];

/** The decision that counts at an instant (epoch ms); undefined while no operator has decided, or once it is over. */
export const decisionAt = (hold: Hold, at: number): Decision | undefined =>
  isStanding(hold, at) ? hold.decision : undefined;

/** Whether a hold is waited for, or its decision is heard, at an instant (epoch ms). What is not may be opened again. */
export const isStanding = (hold: Pick<Hold, 'kind' | 'ending' | 'decision' | 'closed'>, at: number): boolean =>
  !hold.closed && (!hold.decision || at < lapsesAt(hold, hold.decision));

/** For a worker who keeps access until a day no hold opens before that day is over. */
const lapsesAt = (hold: Pick<Hold, 'kind' | 'ending'>, { at, until }: Decision): number =>
  until ?? at + (ANSWERS.includes(hold.kind) && !concernsEnding(hold) ? ANSWER_KEPT_MS : DECISION_KEPT_MS);

const ABOUT_ENDINGS: ReadonlySet<HoldKind> = new Set([
  'leaver-limit',
  'unmanaged-leaver',
  'hand-off',
  'left-behind',
  'undated-ending',
  'unknown-leaver',
  'unclear-ending',
  'no-show',
  'no-role',
]);

const BESIDE_ENDINGS: readonly HoldKind[] = ['identity', 'same-person', 'assets', 'removal'];

/** Whether the hold stops the end of a worker's access. What is asked of an account whose access is over does not count: whose it is, what it owns, and whether it is removed. */
export const concernsEnding = ({ kind, ending }: Pick<Hold, 'kind' | 'ending'>): boolean =>
  !BESIDE_ENDINGS.includes(kind) && (ending ?? ABOUT_ENDINGS.has(kind));

/** Whether the last administrator leaves: they are let in until another user is administrator. */
export const isLastAdministratorLeaving = ({ kind, ending }: Pick<Hold, 'kind' | 'ending'>): boolean =>
  kind === 'last-administrator' && ending === true;

/** An ending that only a person can bring about, or allow: the most urgent kind. Limits and rules have alarms of their own. */
export const isLeaverHeld = (hold: Pick<Hold, 'kind' | 'ending'>): boolean =>
  (concernsEnding(hold) && hold.kind !== 'leaver-limit' && hold.kind !== 'no-role') || isTransferHeld(hold);

/** Whether a worker's access ends, although they may go on under another id, unless a person says who it is. */
export const isTransferHeld = ({ kind, ending }: Pick<Hold, 'kind' | 'ending'>): boolean =>
  kind === 'same-person' && ending === true;

/** Whether a person said that the ending is theirs to bring about: nothing here is waited for, and it must not be forgotten. */
export const isLeftToPerson = (hold: Hold): boolean =>
  !hold.closed &&
  hold.decision?.verdict === 'rejected' &&
  hold.decision.instead !== 'access-kept' &&
  concernsEnding(hold);
