import { hrisConnections } from '../../shared/adapters/hris/registry.ts';
import { memoryDeadLetterQueue } from '../../shared/adapters/memory/memory-dead-letter-queue.ts';
import { memoryInstallation } from '../../shared/adapters/memory/memory-installation.ts';
import { memoryIntake } from '../../shared/adapters/memory/memory-intake.ts';
import { watchedConnections } from '../../shared/contracts/config/watched-connections.ts';
import { companyConfig } from './company.ts';
import { RETENTION } from './retention.ts';

/** What operate alone needs of the world, in memory. */
export const operateOutside = () => ({
  /** No target answers doctor. */
  probes: new Map(),
  /** The queue is empty. */
  backlog: { read: async () => ({ waiting: 0, inWork: 0 }) },
  deadLetterQueue: memoryDeadLetterQueue(),
  intake: memoryIntake(),
  installation: memoryInstallation(),
  sponsorship: { maxDays: 180 },
  retention: RETENTION,
  connections: hrisConnections(companyConfig().connections),
  listensTo: watchedConnections(companyConfig().connections),
});
