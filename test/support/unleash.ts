import { UNLEASH } from '../../local/simulators/unleash/product.ts';
import { type SimulatorSettings, startUnleashSimulator } from '../../local/simulators/unleash/server.ts';
import {
  type UnleashSettings,
  type UnleashTarget,
  unleashTarget,
} from '../../shared/adapters/targets/unleash/unleash-target.ts';
import type { TokenSecret } from '../../shared/contracts/target-secret.ts';
import type { Call, SentRequest } from '../../shared/ports/target/call.ts';
import { fixedRandom } from './fixed-random.ts';
import { type Exchange, watched } from './openapi/exchange.ts';
import { UNLEASH_DOCUMENTS } from './unleash-openapi.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

export interface UnleashUnderTest extends AsyncDisposable {
  readonly target: UnleashTarget;
  readonly call: Call;
  readonly clock: VirtualClock;
  readonly secret: { value: TokenSecret };
  /** Every request the client sent, in order. */
  readonly sent: SentRequest[];
  /** What went over the wire of the API, but for what the fault desk answered. */
  readonly exchanges: readonly Exchange[];
  /** Asks a control endpoint of the simulator. */
  readonly control: <T = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ) => Promise<T>;
  /** What the simulator holds. */
  readonly state: () => Promise<InstanceState>;
  /** Another client of the same instance, with settings of its own. */
  another(settings: Partial<UnleashSettings>): UnleashTarget;
}

export interface InstanceState {
  readonly users: readonly {
    readonly id: string;
    readonly email?: string;
    readonly role: string | null;
    readonly groups: readonly string[];
  }[];
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly description: string | null;
    readonly mappingsSSO: readonly string[];
    readonly rootRole: string | null;
    readonly members: readonly string[];
  }[];
}

/**
 * The real client against a simulator of its own, with virtual time on both sides. When it ends, all that was sent and answered is held
 * against Unleash's documents, or, where requests are wrong on purpose, the answers alone.
 */
export async function unleashOnSimulator(
  simulator: SimulatorSettings = {},
  settings: Partial<UnleashSettings> = {},
  held: 'all' | 'answers' = 'all',
): Promise<UnleashUnderTest> {
  const clock = virtualClock(Date.now());
  // the limit has tests of its own
  const options = { createsPerMinute: null, ...simulator.options };
  const { product, exchanges } = watched(UNLEASH);
  const unleash = await startUnleashSimulator({ port: 0, realTime: () => clock.now(), ...simulator, options }, product);
  const secret = { value: { baseUrl: unleash.url, token: unleash.token } };
  const sent: SentRequest[] = [];
  const another = (more: Partial<UnleashSettings>) =>
    unleashTarget({
      name: 'unleash-test',
      clock,
      random: fixedRandom(),
      secret: { get: async () => secret.value, refresh: async () => secret.value },
      ...more,
    });
  const control: UnleashUnderTest['control'] = async (method, path, body) => {
    const init =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${unleash.control}/${path}`, { method, ...init });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_control/${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    target: another(settings),
    another,
    clock,
    secret,
    sent,
    exchanges,
    call: { deadline: clock.now() + 3_600_000, onRequest: (request) => void sent.push(request) },
    control,
    state: () => control<InstanceState>('GET', 'state'),
    [Symbol.asyncDispose]: async () => {
      await unleash.stop();
      UNLEASH_DOCUMENTS.expectDocumented(exchanges, held);
    },
  };
}
