import type { Simulator, SimulatorSettings } from '../kit/server.ts';
import { startUnleashSimulator } from './server.ts';

/** Starts an instance on the local cloud, which finds this file by the name of the provider. */
export const startSimulator = (settings: SimulatorSettings): Promise<Simulator> => startUnleashSimulator(settings);
