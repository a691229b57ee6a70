import type { ShownRollout } from '../../../contracts/operate/rollout/shown-rollout.ts';
import type { IntakeState } from '../../../ports/intake.ts';
import type { Pause } from '../../../ports/ledger/flags.ts';
import type { DeadLetter } from '../../../ports/ledger/intake/dead-letters.ts';
import type { QuarantinedDelivery } from '../../../ports/ledger/intake/quarantine.ts';
import type { Hold } from '../../../ports/ledger/people/holds.ts';
import type { ClosedGate } from '../../../ports/ledger/per-target/gates.ts';
import type { Channel } from '../../../ports/target/channel.ts';
import type { LastHeard, WatchedConnection } from '../../heard/last-heard.ts';
import type { UnheardConnection } from '../../heard/unheard.ts';

export interface DueWorker {
  readonly workerKey: string;
  /** Epoch ms. */
  readonly at: number;
  /** A worker who left, and whose access has not ended everywhere. */
  readonly leaver: boolean;
  readonly endedAt?: number | undefined;
}

export interface Situation {
  /** Epoch ms. */
  readonly now: number;
  readonly pauses: readonly Pause[];
  readonly holds: readonly Hold[];
  /** Endings that were rejected, for a person to bring about. */
  readonly leftToPersons: readonly Hold[];
  readonly deadLetters: readonly DeadLetter[];
  readonly quarantined: readonly Pick<QuarantinedDelivery, 'receivedAt'>[];
  readonly due: readonly DueWorker[];
  readonly gates: readonly ClosedGateOf[];
  readonly intake: IntakeState | 'unknown';
  readonly sweeps: readonly LastSweep[];
  readonly policy: PolicyNow;
  readonly connections: readonly HeardConnection[];
  /** Connections that are not configured any more, and by whose words alone workers have access. */
  readonly unheard: readonly UnheardConnection[];
  /** Those in force. */
  readonly rollouts: readonly ShownRollout[];
}

/** A connection, and when it was last heard of. */
export interface HeardConnection extends LastHeard, WatchedConnection {}

/** The deployed policy. */
export interface PolicyNow {
  readonly hash: string;
  /** Epoch ms since which it waits for its activation on a target, the longest; absent where it is active on all. */
  readonly waitsSince?: number;
}

/** A closed gate of a target, or of its channel. */
export interface ClosedGateOf extends ClosedGate {
  readonly channel?: Channel;
}

/** A target's last sweep that was begun. */
export interface LastSweep {
  readonly target: string;
  readonly isFinished: boolean;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly periodMs: number;
}
