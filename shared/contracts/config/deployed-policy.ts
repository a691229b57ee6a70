import type { Config } from './config.ts';

/** The configuration as functions read who gets what: with the connections that can still say something. */
export const deployedPolicy = <One extends Pick<Config, 'connections' | 'access'>>(config: One): One => ({
  ...config,
  access: { ...config.access, heard: Object.keys(config.connections) },
});
