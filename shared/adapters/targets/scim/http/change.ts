import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { canonicalNames } from './names.ts';
import type { Reply, Server } from './server.ts';

/** One operation of a PATCH, in the only dialect that is sent: lower case, JSON booleans, one member by a filter. */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path?: string;
  readonly value?: unknown;
}

type Resource = Readonly<Record<string, unknown>>;

export interface Change {
  readonly operation: string;
  readonly path: string;
  readonly operations: readonly PatchOperation[];
  /** The whole resource as it is to become, for a server without PATCH. */
  readonly edit: (resource: Resource) => Resource;
  /** True where the profile wants PUT. */
  readonly puts?: boolean;
}

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/**
 * Changes one resource by PATCH; where the server has no PATCH, by PUT of the whole resource as it was read. A change that met another one
 * (409, 412) is sent once more with the version that was read then.
 */
export async function change(server: Server, asked: Change, call: Call): Promise<Reply> {
  const { patch, etag } = await server.hints(call);
  if (asked.puts || !patch || !server.learnt.patches) return put(server, asked, call);
  const first = await sendPatch(server, asked, etag ? await versionOf(server, asked, call) : undefined, call);
  const reply = isOutdated(first) ? await sendPatch(server, asked, await versionOf(server, asked, call), call) : first;
  if (!lacksPatch(reply)) return reply;
  const whole = await put(server, asked, call);
  if (whole.kind === 'answered') server.learnt.patches = false;
  // a syntax that was refused may be at fault itself: then the first answer says more
  const isAboutSyntax = reply.kind === 'rejected' && reply.status === 400;
  return isAboutSyntax && whole.kind === 'rejected' && whole.status !== 404 ? reply : whole;
}

const sendPatch = (
  server: Server,
  { operation, path, operations }: Change,
  version: string | undefined,
  call: Call,
): Promise<Reply> =>
  server.ask(
    {
      operation,
      method: 'PATCH',
      path,
      headers: ifMatch(version),
      json: { schemas: [PATCH_OP], Operations: operations },
    },
    call,
  );

/** Everything that was read goes back, less `meta`, or the server would clear it; once more when another process wrote meanwhile. */
async function put(server: Server, { operation, path, edit }: Change, call: Call): Promise<Reply> {
  for (let attempt = 1; ; attempt++) {
    const read = await server.ask({ operation: `${operation}.read`, method: 'GET', path }, call);
    if (read.kind !== 'answered') return read;
    const found = resourceIn(read.body);
    if (!found)
      return {
        kind: 'retryable',
        because: `${server.name} answered ${operation} in a format that this client does not know`,
      };
    const { meta: _, ...rest } = found;
    const reply = await server.ask(
      { operation, method: 'PUT', path, headers: ifMatch(versionIn(found, read.headers)), json: edit(rest) },
      call,
    );
    if (attempt > 1 || !isOutdated(reply)) return reply;
  }
}

/** The version that stands in a fresh read; undefined where there is none. */
async function versionOf(server: Server, { operation, path }: Change, call: Call): Promise<string | undefined> {
  const read = await server.ask({ operation: `${operation}.read`, method: 'GET', path }, call);
  if (read.kind !== 'answered') return undefined;
  const found = resourceIn(read.body);
  return found && versionIn(found, read.headers);
}

function versionIn({ meta }: Resource, headers: Headers): string | undefined {
  const version = resourceIn(meta)?.['version'];
  return (typeof version === 'string' && version !== '' ? version : headers.get('etag')) ?? undefined;
}

const ifMatch = (version: string | undefined) => (version === undefined ? undefined : { 'if-match': version });

/** 428 asks for the version that was left out. */
const isOutdated = (reply: Reply): boolean => reply.kind === 'rejected' && [409, 412, 428].includes(reply.status);

const lacksPatch = (reply: Reply): boolean =>
  reply.kind === 'rejected' &&
  (reply.status === 501 ||
    reply.status === 405 ||
    (reply.status === 400 && reply.error.scimType?.toLowerCase() === 'invalidsyntax'));

/** A resource with its own names in the case of RFC 7643; extensions stay as they are. */
function resourceIn(body: unknown): Resource | undefined {
  const found = canonicalNames(body);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : undefined;
}

/**
 * Whether `look` shows a change, looked again after each of the profile's pauses: some servers show a write late. Nothing is waited for
 * behind the deadline.
 */
export async function shownAfterAll(
  { profile: { readBackDelayMs }, clock }: Server,
  look: () => Promise<Outcome<boolean>>,
  call: Call,
): Promise<Outcome<boolean>> {
  for (const pause of [...readBackDelayMs, undefined]) {
    const seen = await look();
    if (seen.kind !== 'done' || seen.value) return seen;
    if (pause === undefined || clock.now() + pause >= call.deadline) break;
    await clock.sleep(pause);
  }
  return done(false);
}
