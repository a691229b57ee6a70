import type { Simulator, SimulatorSettings } from '../kit/server.ts';
import { startAtlassianSimulator } from './server.ts';

/** Starts an organisation on the local cloud, which finds this file by the name of the provider. */
export const startSimulator = (settings: SimulatorSettings): Promise<Simulator> => startAtlassianSimulator(settings);
