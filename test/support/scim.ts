import { startScimSimulator } from '../../local/simulators/scim/server.ts';
import { type ScimSettings, type ScimTarget, scimTarget } from '../../shared/adapters/targets/scim/scim-target.ts';
import type { TargetSecret } from '../../shared/contracts/target-secret.ts';
import type { Call, SentRequest } from '../../shared/ports/target/call.ts';
import { fixedRandom } from './fixed-random.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

type SimulatorSettings = NonNullable<Parameters<typeof startScimSimulator>[0]>;

export interface ScimUnderTest extends AsyncDisposable {
  readonly target: ScimTarget;
  readonly call: Call;
  readonly clock: VirtualClock;
  readonly secret: { value: TargetSecret };
  /** Every request the client sent, in order. */
  readonly sent: SentRequest[];
  /** Asks a control endpoint of the simulator. */
  readonly control: <T = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ) => Promise<T>;
  /** Asks the simulator as another client of it would. */
  scim(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Another client of the same directory. */
  another(settings: Partial<ScimSettings>): ScimTarget;
}

/** The real client against a simulator of its own, with virtual time on the client's side. */
export async function scimOnSimulator(
  simulator: SimulatorSettings = {},
  settings: Partial<ScimSettings> = {},
): Promise<ScimUnderTest> {
  const directory = await startScimSimulator({ port: 0, ...simulator });
  const clock = virtualClock(Date.now());
  const secret = { value: { baseUrl: directory.url, token: directory.token } };
  const sent: SentRequest[] = [];
  const another = (more: Partial<ScimSettings>) =>
    scimTarget({
      name: 'scim-test',
      clock,
      random: fixedRandom(),
      secret: { get: async () => secret.value, refresh: async () => secret.value },
      ...more,
    });
  return {
    target: another(settings),
    another,
    clock,
    secret,
    sent,
    call: { deadline: clock.now() + 3_600_000, onRequest: (request) => void sent.push(request) },
    control: async (method, path, body) => {
      const init = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await fetch(`${directory.control}/${path}`, { method, ...init });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} /_control/${path}: ${response.status} ${text}`);
      return JSON.parse(text);
    },
    scim: (method, path, body, headers = {}) =>
      fetch(`${directory.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${directory.token}`, 'content-type': 'application/scim+json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    [Symbol.asyncDispose]: () => directory.stop(),
  };
}
