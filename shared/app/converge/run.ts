import type { Account, Sighting } from '../../domain/account/account.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { Intent } from '../../domain/plan/intent.ts';
import type { Observed } from '../../domain/plan/observed.ts';
import type { Plan } from '../../domain/plan/plan.ts';
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
  accounts: readonly ManagedAccount[];
  refusals: readonly Refusal[];
  /** Accounts that were seen just now by the way, so that they need no look of their own. */
  seen: ReadonlyMap<string, Account>;
  observed?: Observed;
  /** Made from the last look; undefined until there is one. */
  plan?: Plan | undefined;
  /** What guards asked a person about, in order, and of which plan; holds that do not stand yet too. */
  asked: readonly { readonly hold: Hold; readonly plan: Plan }[];
  /** What groups are called whose ids were seen, for its receipts. */
  readonly groupNames: Map<string, string>;
  /** Done, and waiting for a look to prove it. */
  executed: readonly Executed[];
  /** What the last look by e-mail saw, by address; of a leaver it is made once. */
  byAddress?: ReadonlyMap<string, Sighting>;
  /** Of a leaver: what the look by id saw of accounts that are not ours. */
  foreign?: ReadonlyMap<string, Sighting>;
  /** Of a leaver: whether access is over, by the last look. */
  access?: AccessOver;
  /** Accounts that the target said were there when they were invited, by e-mail: a look by e-mail may not show them. */
  existed: ReadonlyMap<string, Account>;
  /** Set once the intents that earlier runs left open are closed. */
  hasResumed?: boolean;
  /** Positions of invitations whose account was taken in by this run. */
  invited: ReadonlySet<number>;
  /** What this run saw and must tell beside its accounts and their ends. */
  told: readonly OutboxEntry[];
  /** Set once nothing more happens in this convergence. */
  end?: RunEnd;
}

export type RunEnd =
  | {
      readonly kind: 'settled';
      readonly state: WorkerState;
      readonly because: string;
      /** Epoch ms. */
      readonly lookAt?: number;
      /** The hold that is waited for; still the one before where nobody could look whether it is. */
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
  /** Somebody changed the worker meanwhile: everything is planned anew. */
  | { readonly kind: 'stale' }
  /** Our own store failed: the message comes back. */
  | { readonly kind: 'broken'; readonly error: unknown };

/** A run that has come to rest on one target. */
export interface Converged {
  readonly target: string;
  readonly run: Run;
  readonly end: Extract<RunEnd, { kind: 'settled' }>;
}

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

const MINUTE_MS = 60_000;

/** Ends a run that waits, to be looked at again at `lookAt` (epoch ms). */
export function wait(run: Run, because: string, lookAt: number): void {
  run.end = { kind: 'settled', state: 'waiting', because, lookAt, isUndone: true, ...holdBefore(run) };
}

/** What a run that ends without a new plan knows of the hold before: nothing else than that it stands. */
export const holdBefore = ({ before: { holdId } }: Pick<Run, 'before'>): { readonly holdId?: string } =>
  holdId === undefined ? {} : { holdId };

/** Ends a run that failed; the next look backs off from a minute to an hour, for a leaver to five minutes. */
export function fail(run: Run, because: string, now: number): void {
  const longest = run.standing.kind === 'ended' ? 5 * MINUTE_MS : 60 * MINUTE_MS;
  const lookAt = now + Math.min(MINUTE_MS * 2 ** run.before.failures, longest);
  run.end = { kind: 'settled', state: 'failing', because, lookAt, isUndone: true, ...holdBefore(run) };
}

/** Runs one step for one worker: what breaks for one breaks for nobody else. */
export async function guarded(run: Run, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    run.end = { kind: 'broken', error };
  }
}
