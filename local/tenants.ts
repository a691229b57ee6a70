import { existsSync } from 'node:fs';

import type { Config } from '../shared/contracts/config/config.ts';
import type { LocalClock } from './clock.ts';
import type { Simulator, SimulatorSettings } from './simulators/kit/server.ts';

export interface Tenants extends AsyncDisposable {
  /** By the target's name. */
  readonly byTarget: Readonly<Record<string, Simulator>>;
}

/** One simulated tenant for each target of the configuration, on the local cloud's time. */
export async function startTenants(
  { targets }: Config,
  clock: LocalClock,
  settings: Readonly<Record<string, SimulatorSettings>>,
): Promise<Tenants> {
  const stack = new AsyncDisposableStack();
  const byTarget: Record<string, Simulator> = {};
  for (const [name, { provider }] of Object.entries(targets))
    byTarget[name] = stack.use(await (await simulatorOf(provider))({ realTime: () => clock.now(), ...settings[name] }));
  return { byTarget, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** The simulator of a provider is the folder of its name. */
async function simulatorOf(provider: string): Promise<StartSimulator> {
  const file = new URL(`simulators/${provider}/start.ts`, import.meta.url);
  if (!/^[a-z][a-z0-9-]*$/.test(provider) || !existsSync(file))
    throw new Error(`There is no simulator of the provider ${provider}: local/simulators has no such folder`);
  const loaded: { readonly startSimulator: StartSimulator } = await import(file.href);
  return loaded.startSimulator;
}

type StartSimulator = (settings: SimulatorSettings) => Promise<Simulator>;
