import { startAtlanSimulator } from '../../local/simulators/atlan/server.ts';
import { openTarget } from '../../shared/adapters/targets/registry.ts';
import type { TargetSecret } from '../../shared/contracts/target-secret.ts';
import { fixedRandom } from './fixed-random.ts';
import { virtualClock } from './virtual-clock.ts';

interface Settings {
  readonly options?: object;
  /** What stands in the secret instead of the SCIM token of the tenant. */
  readonly scimToken?: 'none' | 'wrong';
  readonly provisionedBy?: 'invitation' | 'scim';
}

/** The real client of an Atlan tenant that is provisioned by SCIM, against a simulator of its own. */
export async function atlanByScim({ options, scimToken, provisionedBy = 'scim' }: Settings = {}) {
  const atlan = await startAtlanSimulator({
    options: { requestsPerMinute: null, scimTenant: true, ssoEnforced: true, ...options },
  });
  const control = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${atlan.control}/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return response.json() as Promise<T>;
  };
  const { token } = await control<{ token?: string }>('POST', 'scim-token');
  const own = { none: undefined, wrong: 'not-the-token' };
  const secret: TargetSecret = {
    baseUrl: atlan.url,
    token: atlan.token,
    scimToken: scimToken ? own[scimToken] : token,
  };
  const clock = virtualClock(Date.now());
  const read = async () => secret;
  const target = openTarget('atlan', {
    name: 'atlan-test',
    clock,
    random: fixedRandom(),
    secret: { get: read, refresh: read },
    settings: { provisionedBy },
  });
  const operations: string[] = [];
  const call = {
    deadline: clock.now() + 3_600_000,
    onRequest: ({ operation }: { readonly operation: string }) => void operations.push(operation),
  };
  const put = async (email: string, more: object = {}) =>
    (await control<{ id: string }>('POST', 'users', { email, state: 'active', ...more })).id;
  const userOf = async (email: string) => {
    const { users } = await control<{
      users: readonly {
        email: string;
        enabled: boolean;
        workspaceRole: string;
        isScimUser: boolean;
        username: string;
      }[];
    }>('GET', 'state');
    return users.find((user) => user.email === email);
  };
  return { target, call, clock, control, put, userOf, operations, [Symbol.asyncDispose]: () => atlan.stop() };
}
