import { startScimSimulator } from '../../../../local/simulators/scim/server.ts';
import { describeScimServer } from '../../../contract/scim/scim-server.ts';

describeScimServer('the SCIM simulator', () => startScimSimulator());
