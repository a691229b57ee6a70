import { memoryIntake } from '../../../../shared/adapters/memory/memory-intake.ts';
import { describeIntake } from '../../../contract/intake.ts';

describeIntake('memory', async () => memoryIntake());
