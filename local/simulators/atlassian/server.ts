import { type SimulatorSettings as SettingsOf, type Simulator, startSimulator } from '../kit/server.ts';
import type { OrganisationOptions } from './organisation/options.ts';
import { ATLASSIAN } from './product.ts';

export type SimulatorSettings = SettingsOf<OrganisationOptions>;

/** Starts an Atlassian organisation on 127.0.0.1; fails as `startSimulator` does. `product` lets a test watch what is served. */
export const startAtlassianSimulator = (settings: SimulatorSettings = {}, product = ATLASSIAN): Promise<Simulator> =>
  startSimulator(product, settings);
