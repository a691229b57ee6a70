import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { workerSponsorCommand } from '../../../shared/contracts/operate/override/worker-sponsor.ts';

type Sponsored = OutputOf<typeof workerSponsorCommand>;

const HEADS: Readonly<Record<Sponsored['result'], string>> = {
  sponsored: 'is sponsored',
  changed: 'is sponsored as you state now',
  unchanged: 'was sponsored so already',
};

export const showWorkerSponsor = ({ workerKey, source, sponsor, lastDay, timeZone, result }: Sponsored): string =>
  `Worker ${workerKey} (${source}) ${HEADS[result]}, until the end of ${lastDay} (${timeZone}), by worker ${sponsor}`;
