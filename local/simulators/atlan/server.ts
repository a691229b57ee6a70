import { type SimulatorSettings as SettingsOf, type Simulator, startSimulator } from '../kit/server.ts';
import { ATLAN } from './product.ts';
import type { TenantOptions } from './tenant/options.ts';

export type SimulatorSettings = SettingsOf<TenantOptions>;

/** Starts an Atlan tenant on 127.0.0.1; fails as `startSimulator` does. */
export const startAtlanSimulator = (settings: SimulatorSettings = {}): Promise<Simulator> =>
  startSimulator(ATLAN, settings);
