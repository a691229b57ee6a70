import type { Config } from '../shared/contracts/config/config.ts';
import type { LocalClock } from './clock.ts';
import { type AtlanSimulator, type SimulatorSettings, startAtlanSimulator } from './simulators/atlan/server.ts';

export interface Tenants extends AsyncDisposable {
  /** By the target's name. */
  readonly byTarget: Readonly<Record<string, AtlanSimulator>>;
}

/** One simulated tenant for each target of the configuration, on the local cloud's time. */
export async function startTenants(
  { targets }: Config,
  clock: LocalClock,
  settings: Readonly<Record<string, SimulatorSettings>>,
): Promise<Tenants> {
  const stack = new AsyncDisposableStack();
  const byTarget: Record<string, AtlanSimulator> = {};
  for (const [name, { provider }] of Object.entries(targets))
    byTarget[name] = stack.use(await simulatorOf(provider)({ realTime: () => clock.now(), ...settings[name] }));
  return { byTarget, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const SIMULATORS: Readonly<Record<string, typeof startAtlanSimulator>> = { atlan: startAtlanSimulator };

function simulatorOf(provider: string): typeof startAtlanSimulator {
  const start = SIMULATORS[provider];
  if (!start) throw new Error(`There is no simulator of the provider ${provider}`);
  return start;
}
