import { knockAtEvents } from '../api-knocks.ts';
import type { Fires } from '../situations.ts';

export const FIRES: Fires = {
  'api-throttled': { api: (_deployed, installation) => knockAtEvents(2, installation, 'a principal') },
  'events-forbidden': { api: (_deployed, installation) => knockAtEvents(3, installation, 'a stranger') },
};
