import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { workerLinkCommand } from '../../../shared/contracts/operate/override/worker-link.ts';

export const showWorkerLink = ({ source, from, workerKey }: OutputOf<typeof workerLinkCommand>): string =>
  `${source} moved from worker ${from} to worker ${workerKey}; both will be checked again`;
