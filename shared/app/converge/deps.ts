import type { Config } from '../../contracts/config/config.ts';
import type { Bus } from '../../ports/bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger/ledger.ts';
import type { Random } from '../../ports/random.ts';
import type { NoteUnheard } from '../heard/unheard.ts';
import type { Notice } from '../notice/notice.ts';
import type { CatalogueReader } from './catalogue.ts';
import type { IdentityReader } from './identities.ts';
import type { TargetSetup } from './target-setup.ts';

/** What convergence needs of the world. */
export interface ProvisionDeps {
  readonly ledger: Ledger;
  readonly bus: Bus;
  readonly targets: readonly TargetSetup[];
  readonly policy: Pick<Config, 'rules' | 'lists' | 'access'>;
  /** Kept for the life of a process. */
  readonly catalogues: CatalogueReader;
  readonly identities: IdentityReader;
  readonly noteUnheard: NoteUnheard;
  readonly clock: Clock;
  readonly random: Random;
  readonly notice: Notice;
}

/** What acting on targets needs, which is all but telling others: what must be told stands in the worker's outbox. */
export type ActingDeps = Omit<ProvisionDeps, 'bus' | 'noteUnheard'>;
