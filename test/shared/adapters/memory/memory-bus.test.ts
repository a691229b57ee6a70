import { memoryBus } from '../../../../shared/adapters/memory/memory-bus.ts';
import { describeBus } from '../../../contract/bus.ts';

describeBus('memory', async () => {
  const bus = memoryBus();
  return { bus, heard: async () => bus.events };
});
