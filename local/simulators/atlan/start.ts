import type { Simulator, SimulatorSettings } from '../kit/server.ts';
import { startAtlanSimulator } from './server.ts';

/** Starts a tenant on the local cloud, which finds this file by the name of the provider. */
export const startSimulator = (settings: SimulatorSettings): Promise<Simulator> => startAtlanSimulator(settings);
