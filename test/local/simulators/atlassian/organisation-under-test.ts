import { defaultOptions } from '../../../../local/simulators/atlassian/organisation/options.ts';
import { type SimulatorSettings, startAtlassianSimulator } from '../../../../local/simulators/atlassian/server.ts';

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any; // oxlint-disable-line typescript/no-explicit-any
}

const { orgId, directoryIds } = defaultOptions;
export const V2 = `/admin/v2/orgs/${orgId}`;
export const DIRECTORY = `${V2}/directories/${directoryIds[0]}`;

/** A started simulator, with the requests tests make most. */
export async function organisationUnderTest(settings: SimulatorSettings = {}) {
  const simulator = await startAtlassianSimulator(settings);

  async function send(method: string, url: string, headers: Record<string, string>, body?: unknown): Promise<Reply> {
    const payload = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(url, { method, headers: { ...type, ...headers }, ...payload });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: text.startsWith('{') && JSON.parse(text) };
  }

  const api = (method: string, path: string, body?: unknown) =>
    send(method, `${simulator.url}${path}`, { authorization: `Bearer ${simulator.token}` }, body);
  const control = (method: string, path: string, body?: unknown) =>
    send(method, `${simulator.control}/${path}`, {}, body);
  const made = async (path: string, body: unknown): Promise<string> => (await control('POST', path, body)).json.id;

  return {
    url: simulator.url,
    /** The one at the start. */
    token: simulator.token,
    api,
    send,
    control,
    person: (email: string, more: object = {}) => made('users', { email, ...more }),
    group: (name: string, more: object = {}) => made('groups', { name, ...more }),
    search: (body: object) => api('POST', `${DIRECTORY}/users/search`, body),
    groups: (body: object) => api('POST', `${DIRECTORY}/groups/search`, body),
    advance: (advanceMs: number) => control('POST', 'clock', { advanceMs }),
    state: async () => (await control('GET', 'state')).json,
    [Symbol.asyncDispose]: () => simulator.stop(),
  };
}
