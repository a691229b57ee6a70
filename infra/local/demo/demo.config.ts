import lifecycle from '../../../lifecycle.config.ts';
import { defineConfig } from '../../../shared/contracts/config/define-config.ts';

/**
 * The company of the demo is the one in lifecycle.config.ts, so that whoever changes a rule there sees it here. It is small, and all of it
 * joins in one morning, which the usual limit for letting people in would stop.
 */
export default defineConfig({
  ...lifecycle,
  // one of the joiners comes from here
  connections: { ...lifecycle.connections, people: { kind: 'bamboohr', defaultTimeZone: 'Europe/Berlin' } },
  targets: {
    ...lifecycle.targets,
    'atlan-prod': {
      ...lifecycle.targets['atlan-prod'],
      limits: { leavers: { min: 3, percent: 5 }, grants: { min: 200 } },
    },
  },
});
