import type { OrganisationOptions } from '../../local/simulators/atlassian/organisation/options.ts';
import { ATLASSIAN } from '../../local/simulators/atlassian/product.ts';
import { type SimulatorSettings, startAtlassianSimulator } from '../../local/simulators/atlassian/server.ts';
import {
  type AtlassianTarget,
  type AtlassianTargetSettings,
  atlassianTarget,
} from '../../shared/adapters/targets/atlassian/atlassian-target.ts';
import type { AtlassianSettings } from '../../shared/contracts/config/providers/atlassian-settings.ts';
import type { TargetSecret } from '../../shared/contracts/target-secret.ts';
import type { Call, SentRequest } from '../../shared/ports/target/call.ts';
import { ATLASSIAN_DOCUMENTS } from './atlassian-openapi.ts';
import { SETTINGS } from './atlassian-settings.ts';
import { fixedRandom } from './fixed-random.ts';
import { type Exchange, watched } from './openapi/exchange.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface AtlassianUnderTest extends AsyncDisposable {
  readonly target: AtlassianTarget;
  readonly call: Call;
  /** The client's and the simulator's: who sleeps moves both. */
  readonly clock: VirtualClock;
  readonly secret: { value: TargetSecret; refreshed: number };
  /** Every request the client sent, in order. */
  readonly sent: SentRequest[];
  /** What went over the wire of the API, but for what the fault desk answered. */
  readonly exchanges: readonly Exchange[];
  /** Ids of the groups that give the roles. */
  readonly roleGroups: { readonly guest: string; readonly user: string };
  /** Asks a control endpoint of the simulator. */
  control<T = unknown>(method: Method, path: string, body?: unknown): Promise<T>;
  /** A person in the directory, active unless said otherwise; answers the id. */
  person(email: string, more?: Readonly<Record<string, unknown>>): Promise<string>;
  /** A group, ours unless said otherwise; answers the id. */
  group(name: string, more?: Readonly<Record<string, unknown>>): Promise<string>;
  options(options: Partial<OrganisationOptions>): Promise<void>;
  /** Another client of the same organisation, with settings of its own. */
  another(own?: Partial<AtlassianSettings>, settings?: Partial<AtlassianTargetSettings>): AtlassianTarget;
}

/**
 * The real client against a simulator of its own, in virtual time on both sides; the groups that give roles are there. When it ends, all
 * that was sent and answered is held against Atlassian's documents.
 */
export async function atlassianOnSimulator(
  simulator: SimulatorSettings = {},
  own: Partial<AtlassianSettings> = {},
): Promise<AtlassianUnderTest> {
  const clock = virtualClock(Date.parse('2026-11-27T09:00:00Z'));
  const { product, exchanges } = watched(ATLASSIAN);
  // the limit has tests of its own; elsewhere a suite's requests are nobody's business
  const options = { requestsPerMinute: null, ...simulator.options };
  const atlassian = await startAtlassianSimulator({ realTime: () => clock.now(), ...simulator, options }, product);
  const secret = { value: { baseUrl: atlassian.url, token: atlassian.token }, refreshed: 0 };
  const sent: SentRequest[] = [];
  const another: AtlassianUnderTest['another'] = (more = {}, settings = {}) =>
    atlassianTarget({
      name: 'atlassian-test',
      clock,
      random: fixedRandom(),
      secret: {
        get: async () => secret.value,
        refresh: async () => {
          secret.refreshed++;
          return secret.value;
        },
      },
      atlassian: { ...SETTINGS, ...own, ...more },
      ...settings,
    });
  const control = async <T>(method: Method, path: string, body?: unknown): Promise<T> => {
    const init =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${atlassian.control}/${path}`, { method, ...init });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_control/${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  };
  const made = async (path: string, body: unknown) => (await control<{ id: string }>('POST', path, body)).id;
  const group: AtlassianUnderTest['group'] = (name, more) => made('groups', { name, ...more });
  const roleGroups = { guest: await group('atlassian-guests'), user: await group('atlassian-users') };
  // groups that were there before the test have been seen by all
  clock.advance(options.visibilityMs ?? 0);
  return {
    target: another(),
    another,
    clock,
    secret,
    sent,
    exchanges,
    roleGroups,
    call: { deadline: clock.now() + 3_600_000, onRequest: (request) => void sent.push(request) },
    control,
    group,
    person: (email, more) => made('users', { email, ...more }),
    options: async (changed) => void (await control('PATCH', 'options', changed)),
    [Symbol.asyncDispose]: async () => {
      await atlassian.stop();
      ATLASSIAN_DOCUMENTS.expectDocumented(exchanges);
    },
  };
}
