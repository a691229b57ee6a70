import { CONVERGE_SIGNALS } from './converge.ts';
import { EVENT_SIGNALS } from './events.ts';
import { INGEST_SIGNALS } from './ingest.ts';
import { LEAVER_SIGNALS } from './leavers.ts';
import { OPERATE_SIGNALS } from './operate.ts';
import { PLATFORM_SIGNALS } from './platform.ts';
import { POLL_SIGNALS } from './poll.ts';
import { ROTATE_SIGNALS } from './rotate.ts';

/** Every signal, by its name. Functions take only types from here, so that their bundles carry no texts of alarms. */
export const SIGNALS = {
  ...LEAVER_SIGNALS,
  ...CONVERGE_SIGNALS,
  ...POLL_SIGNALS,
  ...PLATFORM_SIGNALS,
  ...OPERATE_SIGNALS,
  ...INGEST_SIGNALS,
  ...EVENT_SIGNALS,
  ...ROTATE_SIGNALS,
};
