import type { Config } from '../../contracts/config/config.ts';
import type { Told } from '../../contracts/signals/names.ts';
import type { Bus } from '../../ports/bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Evidence } from '../../ports/evidence.ts';
import type { Ledger } from '../../ports/ledger/ledger.ts';
import type { Observe } from '../../ports/observe.ts';
import type { Queue } from '../../ports/queue.ts';
import type { Random } from '../../ports/random.ts';
import type { TargetSetup } from '../converge/target-setup.ts';
import type { WatchedConnection } from '../heard/last-heard.ts';

/** What the tick and its sweeps need of the world. */
export interface PollDeps {
  readonly ledger: Ledger;
  readonly queue: Queue;
  readonly bus: Bus;
  readonly evidence: Evidence;
  readonly targets: readonly TargetSetup[];
  readonly listensTo: readonly WatchedConnection[];
  /** How HR's dates become access. */
  readonly policy: Pick<Config, 'access'>;
  readonly retention: Config['retention'];
  readonly clock: Clock;
  readonly random: Random;
  readonly observe: Observe<Told>;
}
