import { startScimSimulator } from '../../../../local/simulators/scim/server.ts';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any; // oxlint-disable-line typescript/no-explicit-any
}

/** A started simulator, with the requests that tests make most. */
export async function directory(options: object = {}) {
  const simulator = await startScimSimulator({ options });
  const send = async (url: string, method: string, body: unknown, headers: object): Promise<Reply> => {
    const response = await fetch(url, {
      method,
      headers: { ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text === '' ? undefined : JSON.parse(text) };
  };
  const scim = (method: string, path: string, body?: unknown, headers: object = {}) =>
    send(simulator.url + path, method, body, {
      authorization: `Bearer ${simulator.token}`,
      'content-type': 'application/scim+json',
      ...headers,
    });
  const control = (method: string, path: string, body?: unknown) =>
    send(`${simulator.control}/${path}`, method, body, {});
  const put = async (email: string, more: object = {}): Promise<string> =>
    (await control('POST', 'users', { email, ...more })).json.id;
  const shown = async (email: string) =>
    (await control('GET', 'state')).json.users.find((user: { email: string }) => user.email === email);
  return { ...simulator, scim, control, put, shown };
}

export const newUser = (userName: string, more: object = {}) => ({ schemas: [USER], userName, ...more });
export const patch = (...Operations: readonly object[]) => ({ schemas: [PATCH_OP], Operations });
export const off = patch({ op: 'replace', value: { active: false } });
