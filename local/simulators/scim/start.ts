import type { Simulator, SimulatorSettings } from '../kit/server.ts';
import { startScimSimulator } from './server.ts';

/** Starts a directory on the local cloud, which finds this file by the name of the provider. */
export const startSimulator = (settings: SimulatorSettings): Promise<Simulator> => startScimSimulator(settings);
