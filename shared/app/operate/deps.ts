import type { Config } from '../../contracts/config/config.ts';
import type { Told } from '../../contracts/signals/names.ts';
import type { Backlog } from '../../ports/backlog.ts';
import type { DeadLetterQueue } from '../../ports/dead-letter-queue.ts';
import type { HrisConnection } from '../../ports/hris.ts';
import type { InstallationProbe } from '../../ports/installation-probe.ts';
import type { Intake } from '../../ports/intake.ts';
import type { Ledger } from '../../ports/ledger/ledger.ts';
import type { Observe } from '../../ports/observe.ts';
import type { Queue } from '../../ports/queue.ts';
import type { Call } from '../../ports/target/call.ts';
import type { TargetProbe } from '../../ports/target/target-probe.ts';
import type { ProvisionDeps } from '../converge/deps.ts';
import type { WatchedConnection } from '../heard/last-heard.ts';

/** What the control plane needs of the world. */
export interface OperateDeps
  extends Pick<ProvisionDeps, 'targets' | 'policy' | 'catalogues' | 'identities' | 'clock' | 'random'> {
  readonly operators: Config['operators'];
  readonly sponsorship: Config['sponsorship'];
  readonly retention: Config['retention'];
  /** By target. */
  readonly probes: ReadonlyMap<string, TargetProbe>;
  readonly ledger: Ledger;
  readonly queue: Queue;
  readonly backlog: Backlog;
  readonly deadLetterQueue: DeadLetterQueue;
  readonly intake: Intake;
  readonly installation: InstallationProbe;
  readonly connections: readonly HrisConnection[];
  readonly listensTo: readonly WatchedConnection[];
  readonly observe: Observe<Told>;
}

/** One request of one operator. */
export interface OperatorRequest {
  readonly deps: OperateDeps;
  /** Who asks, as AWS states it. */
  readonly actor: string;
  readonly call: Call;
}

export type Answer<Value> = { readonly kind: 'done'; readonly value: Value } | Refusal;

/** `because` is a sentence for the operator; it quotes nothing of the input. */
export interface Refusal {
  readonly kind: 'refused';
  readonly error: 'not-found' | 'conflict';
  readonly because: string;
  /** The fields that name what is not there. */
  readonly fields?: readonly { readonly field: string; readonly problem: string }[];
}

export const answer = <Value>(value: Value): Answer<Value> => ({ kind: 'done', value });

export const notFound = (because: string): Refusal => ({ kind: 'refused', error: 'not-found', because });

export const conflict = (because: string): Refusal => ({ kind: 'refused', error: 'conflict', because });
