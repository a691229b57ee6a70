import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import { describeItems } from '../../../contract/items.ts';

describeItems('memory', async () => memoryItems());
