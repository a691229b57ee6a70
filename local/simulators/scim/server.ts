import { type SimulatorSettings as SettingsOf, type Simulator, startSimulator } from '../kit/server.ts';
import { SCIM } from './product.ts';
import type { DirectoryOptions } from './tenant/options.ts';

export type SimulatorSettings = SettingsOf<DirectoryOptions>;

/** Starts a SCIM directory on 127.0.0.1; fails as `startSimulator` does. */
export const startScimSimulator = (settings: SimulatorSettings = {}): Promise<Simulator> =>
  startSimulator(SCIM, settings);
