import { startAtlanSimulator } from '../../local/simulators/atlan/server.ts';
import { type AtlanSettings, type AtlanTarget, atlanTarget } from '../../shared/adapters/targets/atlan/atlan-target.ts';
import { atlanTokenMint } from '../../shared/adapters/targets/atlan/tenant/token-mint.ts';
import type { TargetSecret } from '../../shared/contracts/target-secret.ts';
import type { Call, SentRequest } from '../../shared/ports/target/call.ts';
import type { TokenMint } from '../../shared/ports/target/token-mint.ts';
import { fixedRandom } from './fixed-random.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

type SimulatorSettings = NonNullable<Parameters<typeof startAtlanSimulator>[0]>;

export interface AtlanUnderTest extends AsyncDisposable {
  readonly target: AtlanTarget;
  readonly call: Call;
  readonly clock: VirtualClock;
  readonly secret: { value: TargetSecret; refreshed: number };
  /** Every request the client sent, in order. */
  readonly sent: SentRequest[];
  /** Asks a control endpoint of the simulator. */
  control<T = unknown>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
  /** The tokens of the tenant, seen with its own token or another. */
  mint(token?: string): TokenMint;
  /** Another client of the same tenant, with settings of its own. */
  another(settings: Partial<AtlanSettings>): AtlanTarget;
}

/** The real client against a simulator of its own, with virtual time on the client's side. */
export async function atlanOnSimulator(
  simulator: SimulatorSettings = {},
  settings: Partial<AtlanSettings> = {},
): Promise<AtlanUnderTest> {
  // the limit has tests of its own; elsewhere a suite's requests are nobody's business
  const options = { requestsPerMinute: null, ...simulator.options };
  const atlan = await startAtlanSimulator({ port: 0, ...simulator, options });
  const clock = virtualClock(Date.now());
  const secret = { value: { baseUrl: atlan.url, token: atlan.token }, refreshed: 0 };
  const sent: SentRequest[] = [];
  const another = (more: Partial<AtlanSettings>) =>
    atlanTarget({
      name: 'atlan-test',
      clock,
      random: fixedRandom(),
      secret: {
        get: async () => secret.value,
        refresh: async () => {
          secret.refreshed++;
          return secret.value;
        },
      },
      ...more,
    });
  return {
    target: another(settings),
    another,
    mint: (token = atlan.token) =>
      atlanTokenMint({ name: 'atlan-test', credential: { baseUrl: atlan.url, token }, clock, random: fixedRandom() }),
    clock,
    secret,
    sent,
    call: { deadline: clock.now() + 3_600_000, onRequest: (request) => void sent.push(request) },
    control: async (method, path, body) => {
      const init =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const response = await fetch(`${atlan.control}/${path}`, { method, ...init });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} /_control/${path}: ${response.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    [Symbol.asyncDispose]: () => atlan.stop(),
  };
}
