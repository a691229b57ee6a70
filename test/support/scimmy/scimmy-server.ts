import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import SCIMMY from 'scimmy';

/** A SCIM server of another author, for what two readings of one standard agree on. */
export interface ScimmyServer extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  /** Its users and groups as they are kept, by id. */
  readonly users: Map<string, Kept>;
  readonly groups: Map<string, Kept>;
}

type Kept = Record<string, unknown> & { readonly id: string };

const TOKEN = 'scimmy-test-token';

/** The library keeps its handlers in module state: one server at a time. */
let stores = { User: new Map<string, Kept>(), Group: new Map<string, Kept>() };

/** Who is no user is no member: the library leaves that to its host. */
const known = (members: readonly { readonly value: string }[] = []) =>
  members.filter(({ value }) => stores.User.has(value));

const keeper = (kind: 'User' | 'Group') => ({
  ingress: (resource: { id?: string }, instance: object): Kept => {
    const store = stores[kind];
    const id = resource.id ?? randomUUID();
    if (resource.id !== undefined && !store.has(id)) throw new SCIMMY.Types.Error(404, '', 'not found');
    const given = JSON.parse(JSON.stringify(instance));
    const name = kind === 'User' ? 'userName' : 'displayName';
    const isTaken = [...store.values()].some(
      (other) => other.id !== id && String(other[name]).toLowerCase() === String(given[name]).toLowerCase(),
    );
    if (isTaken) throw new SCIMMY.Types.Error(409, 'uniqueness', 'taken');
    const before = (store.get(id)?.['meta'] ?? {}) as { readonly created?: string };
    const now = new Date().toISOString();
    const meta = { resourceType: kind, created: before.created ?? now, lastModified: now };
    const kept = { ...given, ...(kind === 'Group' && { members: known(given.members) }), id, meta };
    store.set(id, kept);
    return kept;
  },
  egress: (resource: { id?: string; filter?: { match(all: object[]): object[] } }): Kept | Kept[] => {
    const store = stores[kind];
    if (resource.id !== undefined) {
      const found = store.get(resource.id);
      if (!found) throw new SCIMMY.Types.Error(404, '', 'not found');
      return found;
    }
    const all = [...store.values()];
    return resource.filter ? (resource.filter.match(all) as Kept[]) : all;
  },
  degress: ({ id = '' }: { id?: string }): void => {
    if (!stores[kind].delete(id)) throw new SCIMMY.Types.Error(404, '', 'not found');
  },
});

/** What the library's types say too narrowly for both kinds at once. */
interface Declared {
  ingress(handler: ReturnType<typeof keeper>['ingress']): void;
  egress(handler: ReturnType<typeof keeper>['egress']): void;
  degress(handler: ReturnType<typeof keeper>['degress']): void;
  basepath(path: string): void;
}

for (const kind of ['User', 'Group'] as const) {
  const { ingress, egress, degress } = keeper(kind);
  const resource = SCIMMY.Resources[kind] as unknown as Declared;
  resource.ingress(ingress);
  resource.egress(egress);
  resource.degress(degress);
  resource.basepath('/scim');
  SCIMMY.Resources.declare(resource as never);
}
SCIMMY.Config.set({ patch: true, filter: true } as never);

/** Starts the library behind a plain HTTP server, with an empty directory. */
export async function startScimmy(): Promise<ScimmyServer> {
  stores = { User: new Map(), Group: new Map() };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    token: TOKEN,
    users: stores.User,
    groups: stores.Group,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  const { status, body } = await answer(request, text).catch((error: unknown) => failed(error));
  response.writeHead(status, { 'content-type': 'application/scim+json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

interface Answered {
  readonly status: number;
  readonly body?: unknown;
}

function failed(error: unknown): Answered {
  const body = new SCIMMY.Messages.ErrorResponse(error as never) as unknown as { readonly status: string };
  return { status: Number(body.status), body };
}

async function answer({ method, url = '/', headers }: IncomingMessage, text: string): Promise<Answered> {
  if (headers.authorization !== `Bearer ${TOKEN}`) throw new SCIMMY.Types.Error(401, '', 'unknown token');
  const target = new URL(url, 'http://127.0.0.1');
  const [, endpoint = '', id] = target.pathname.split('/').map(decodeURIComponent);
  if (endpoint === 'ServiceProviderConfig')
    return { status: 200, body: await new SCIMMY.Resources.ServiceProviderConfig().read() };
  const Kind = { Users: SCIMMY.Resources.User, Groups: SCIMMY.Resources.Group }[endpoint];
  if (!Kind) throw new SCIMMY.Types.Error(404, '', 'no such endpoint');
  const query = Object.fromEntries(
    // the library takes figures for figures only when they are no texts
    [...target.searchParams].map(([name, value]) => [
      name,
      /^\d+$/.test(value) && name !== 'filter' ? Number(value) : value,
    ]),
  );
  const resource = id === undefined ? new Kind(query as never) : new Kind(id, query);
  const body = text === '' ? undefined : JSON.parse(text);
  switch (method ?? 'GET') {
    case 'GET':
      return { status: 200, body: await resource.read() };
    case 'POST':
      return { status: 201, body: await resource.write(body) };
    case 'PUT':
      return { status: 200, body: await resource.write(body) };
    case 'PATCH': {
      const changed = await resource.patch(body);
      return changed === undefined ? { status: 204 } : { status: 200, body: changed };
    }
    case 'DELETE':
      await resource.dispose();
      return { status: 204 };
    default:
      throw new SCIMMY.Types.Error(501, '', 'no such method');
  }
}
