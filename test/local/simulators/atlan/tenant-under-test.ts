import { type SimulatorSettings, startAtlanSimulator } from '../../../../local/simulators/atlan/server.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined when it is empty or no JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any; // oxlint-disable-line typescript/no-explicit-any
}

export interface Shown {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly state: string;
  readonly groups: readonly string[];
  readonly workspaceRole: string;
}

/** A started simulator, with the requests tests make most. */
export async function tenantUnderTest(settings: SimulatorSettings = {}) {
  const simulator = await startAtlanSimulator(settings);

  async function send(method: string, url: string, headers: Record<string, string>, body?: unknown): Promise<Reply> {
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url, { method, headers, body: payload, redirect: 'manual' });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  }

  const api = (method: string, path: string, body?: unknown, token = simulator.token) =>
    send(method, `${simulator.url}/api/service${path}`, { authorization: `Bearer ${token}` }, body);
  const control = async (method: string, path: string, body?: unknown) =>
    send(method, `${simulator.control}/${path}`, {}, body);
  const roleId = async (name: string): Promise<string> =>
    (await api('GET', `/roles?filter=${encodeURIComponent(JSON.stringify({ name }))}`)).json.records[0].id;

  return {
    ...simulator,
    url: simulator.url,
    token: simulator.token,
    api,
    control,
    send,
    roleId,
    /** Users that match an RQL filter. */
    users: (filter: unknown, more = '') =>
      api('GET', `/users?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`),
    /** Invites one address and returns its id. */
    async invite(email: string, roleName = '$member'): Promise<string> {
      await api('POST', '/users', { users: [{ email, roleName, roleId: await roleId(roleName) }] });
      return (await api('GET', `/users?filter=${encodeURIComponent(JSON.stringify({ email }))}`)).json.records[0].id;
    },
    /** Puts a person straight into a state. */
    person: async (email: string, more: Record<string, unknown> = {}): Promise<Shown> =>
      (await control('POST', 'users', { email, state: 'active', ...more })).json,
    signIn: async (email: string): Promise<string> => (await control('POST', 'sign-in', { email })).json.token,
    shown: async (email: string): Promise<Shown | undefined> =>
      (await control('GET', 'state')).json.users.find((user: Shown) => user.email === email),
    faults: (...faults: readonly unknown[]) => control('PUT', 'faults', faults),
    options: (options: unknown) => control('PATCH', 'options', options),
    advance: (advanceMs: number) => control('POST', 'clock', { advanceMs }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
