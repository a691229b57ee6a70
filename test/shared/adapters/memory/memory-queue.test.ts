import { memoryQueue } from '../../../../shared/adapters/memory/memory-queue.ts';
import { describeQueue } from '../../../contract/queue.ts';

describeQueue('memory', async () => {
  const queue = memoryQueue();
  return { queue, parking: queue, received: async () => queue.messages, parked: async () => queue.parked };
});
