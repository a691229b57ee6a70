import { type AtlanSimulator, type SimulatorSettings, startAtlanSimulator } from './server.ts';

/** Starts a tenant on the local cloud, which finds this file by the name of the provider. */
export const startSimulator = (settings: SimulatorSettings): Promise<AtlanSimulator> => startAtlanSimulator(settings);
