import { type SimulatorSettings as SettingsOf, type Simulator, startSimulator } from '../kit/server.ts';
import { UNLEASH } from './product.ts';
import type { InstanceOptions } from './tenant/options.ts';

export type SimulatorSettings = SettingsOf<InstanceOptions>;

/** Starts an instance of Unleash on 127.0.0.1; fails as `startSimulator` does. `product` lets a test watch what is served. */
export const startUnleashSimulator = (settings: SimulatorSettings = {}, product = UNLEASH): Promise<Simulator> =>
  startSimulator(product, settings);
