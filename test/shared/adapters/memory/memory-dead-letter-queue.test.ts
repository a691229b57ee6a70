import { memoryDeadLetterQueue } from '../../../../shared/adapters/memory/memory-dead-letter-queue.ts';
import { describeDeadLetterQueue } from '../../../contract/dead-letter-queue.ts';

describeDeadLetterQueue('memory', async () => {
  const letters = memoryDeadLetterQueue();
  return { letters, parking: letters, giveUpOn: async (message) => letters.giveUpOn(message) };
});
