import { memoryInstallation } from '../../../../shared/adapters/memory/memory-installation.ts';
import { describeInstallationProbe } from '../../../contract/installation-probe.ts';

describeInstallationProbe('memory', memoryInstallation);
