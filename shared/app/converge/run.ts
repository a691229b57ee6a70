import type { Account, Sighting } from '../../domain/account/account.ts';
import type { SeenTokens } from '../../domain/account/left-tokens.ts';
import type { SeenAssets } from '../../domain/account/owned-assets.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { Intent } from '../../domain/plan/intent.ts';
import type { Observed } from '../../domain/plan/observed.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Admitted } from '../../domain/rollout/admitted.ts';
import type { AccessOver } from '../../domain/worker/access-over.ts';
import type { Hold } from '../../domain/worker/hold.ts';
import type { Standing } from '../../domain/worker/standing.ts';
import type {
  ManagedAccount,
  OutboxEntry,
  Refusal,
  TargetRecord,
  Worker,
  WorkerState,
} from '../../domain/worker/worker.ts';
import type { OpenInvitation, ReceiptChain } from './receipts/receipt-chain.ts';

/** A step with the position of its intent in the worker's chain. */
interface Executed {
  readonly action: Action;
  readonly intent: number;
}

/** One worker on one target, on the way from a look to a verdict. Lives for one convergence. */
export interface Run {
  readonly worker: Worker;
  readonly standing: Standing;
  readonly intent: Intent;
  readonly chain: ReceiptChain;
  readonly before: TargetRecord;
  readonly accounts: readonly ManagedAccount[];
  readonly refusals: readonly Refusal[];
  /** Accounts that were seen just now by the way, so that they need no look of their own. */
  readonly seen: ReadonlyMap<string, Account>;
  readonly observed?: Observed;
  /** Made from the last look; undefined until there is one. */
  readonly plan?: Plan | undefined;
  /** What guards asked a person about, in order, and of which plan; holds that do not stand yet too. */
  readonly asked: readonly { readonly hold: Hold; readonly plan: Plan }[];
  /** Id of the announced change that let the last plan pass its limit. */
  readonly expected?: string | undefined;
  /** The rollout by which the worker is written, and since when. */
  readonly admitted?: Admitted | undefined;
  /** What groups are called whose ids were seen, for its receipts. */
  readonly groupNames: Map<string, string>;
  /** Ids of the groups seen to which single sign-on may add the worker again. */
  readonly filledAtSignIn: Set<string>;
  /** Done, and waiting for a look to prove it. */
  readonly executed: readonly Executed[];
  /** What the last look by e-mail saw, by address; of a leaver it is made once. */
  readonly byAddress?: ReadonlyMap<string, Sighting>;
  /** Of a leaver: what the look by id saw of accounts that are not ours. */
  readonly foreign?: ReadonlyMap<string, Sighting>;
  /** Of a leaver: whether access is over, by the last look. */
  readonly access?: AccessOver;
  /** The tokens of ended accounts that this convergence has read, by account. */
  readonly tokens?: ReadonlyMap<string, SeenTokens>;
  /** What ended accounts own, as far as this convergence has read it, by account; and what of that was written down. */
  readonly assets?: ReadonlyMap<string, SeenAssets>;
  readonly notedAssets?: ReadonlyMap<string, SeenAssets>;
  /** Assets were handed over, and do not show yet. */
  readonly isHandingOver?: boolean;
  /** The target was sent a removal, and it goes on. */
  readonly isRemoving?: boolean;
  /** Of the tokens, what was reported. */
  readonly toldTokens?: ReadonlyMap<string, SeenTokens>;
  /** Accounts that the target said were there when they were invited, by e-mail: a look by e-mail may not show them. */
  readonly existed: ReadonlyMap<string, Account>;
  /** Whether the intents that earlier runs left open are closed. */
  readonly hasResumed?: boolean;
  /** Positions of invitations whose account was taken in by this run. */
  readonly invited: ReadonlySet<number>;
  /** What this run saw and must report beside its accounts and their ends. */
  readonly told: readonly OutboxEntry[];
  /** Why, and until when (epoch ms), only the channel may end the sign-in, and cannot be asked: it is not tried again in this convergence. */
  readonly postponed?: Postponed;
  /** Absent while something more happens in this convergence. */
  readonly end?: RunEnd;
}

export interface Postponed {
  readonly because: string;
  readonly at: number;
}

/** What a step of a convergence found or did. */
export type RunChange = Partial<
  Omit<Run, 'worker' | 'standing' | 'intent' | 'chain' | 'before' | 'groupNames' | 'filledAtSignIn'>
>;

export type RunEnd =
  | {
      readonly kind: 'settled';
      readonly state: WorkerState;
      readonly because: string;
      /** Epoch ms. */
      readonly lookAt?: number;
      /** The hold that is waited for; still the one before where that could not be checked. */
      readonly holdId?: string;
      /** The same, where it is yet to be opened. */
      readonly opens?: Hold;
      readonly observedPlan?: string;
      /** It waits for an operator to switch something on again. */
      readonly isPaused?: boolean;
      /** There was something to do that could not be begun, or not be finished. */
      readonly isUndone?: boolean;
      /** A leaver's guards let everything through, and what is left of it waits for others: it is not counted again. */
      readonly isLetThrough?: boolean;
      /** It was cut off, and may have done more than it knows: its receipts are read again by the next one. */
      readonly isCutOff?: boolean;
      /** Ids of a leaver's accounts that are invitations still, where nothing else is left of their access. */
      readonly pendingDisables?: readonly string[];
    }
  /** Another process changed the worker meanwhile: everything is planned again. */
  | { readonly kind: 'stale' }
  /** Our own store failed: the message comes back. */
  | { readonly kind: 'broken'; readonly error: unknown };

/** A run that has come to rest on one target. */
export interface Converged {
  readonly target: string;
  readonly run: Run;
  readonly end: SettledEnd;
}

export type SettledEnd = Extract<RunEnd, { kind: 'settled' }>;

export const NO_RECORD: TargetRecord = {
  state: 'waiting',
  since: 0,
  because: '',
  accounts: [],
  failures: 0,
  refusals: [],
};

export const isOpen = ({ end }: Run): boolean => end === undefined;

/** Whether there is still something to do for this worker now. */
export const hasActions = (run: Run): boolean => isOpen(run) && (run.plan?.actions.length ?? 0) > 0;

/** Invitations of ours that may still bring this worker an account on a target. */
export const openInvitations = ({ chain, invited }: Run, target: string): readonly OpenInvitation[] =>
  chain.openInvitations(target).filter(({ position }) => !invited.has(position));

/** The holds that guards found on the way, with what guards asked about this plan. */
export const withAsked = (
  { asked }: Pick<Run, 'asked'>,
  plan: Plan,
  judged: { readonly asked: readonly Hold[] },
): Run['asked'] => [...asked, ...judged.asked.map((hold) => ({ hold, plan }))];

const MINUTE_MS = 60_000;

/** How a run ends that waits, to be checked again at `lookAt` (epoch ms). */
export const waiting = (run: Pick<Run, 'before' | 'executed'>, because: string, lookAt: number): SettledEnd => ({
  kind: 'settled',
  state: 'waiting',
  because,
  lookAt,
  isUndone: true,
  ...asBefore(run),
});

/** What a run that ends without a new plan knows of the hold before, and of what observe mode wrote down: nothing else than that it stands. */
const asBefore = ({ before: { holdId, observedPlan }, executed }: Pick<Run, 'before' | 'executed'>) => ({
  ...(holdId !== undefined && { holdId }),
  ...(observedPlan !== undefined && executed.length === 0 && { observedPlan }),
});

/** How a run ends that failed; the next look backs off from a minute to an hour, for a leaver to five minutes. */
export function failing(run: Pick<Run, 'standing' | 'before' | 'executed'>, because: string, now: number): SettledEnd {
  const longest = run.standing.kind === 'ended' ? 5 * MINUTE_MS : 60 * MINUTE_MS;
  const lookAt = now + Math.min(MINUTE_MS * 2 ** run.before.failures, longest);
  return { kind: 'settled', state: 'failing', because, lookAt, isUndone: true, ...asBefore(run) };
}

/** Takes in what a step found. Nothing else changes a run. */
export function advance(run: Run, change: RunChange): void {
  Object.assign(run, change);
}

/** Runs one step for one worker, and takes in what it answers: what breaks for one worker breaks for no other. */
export async function takeStep(run: Run, step: () => Promise<RunChange | undefined>): Promise<void> {
  try {
    advance(run, (await step()) ?? {});
  } catch (error) {
    advance(run, { end: { kind: 'broken', error } });
  }
}
