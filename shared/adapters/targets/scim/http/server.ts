import type { ScimOptions, ScimProfile } from '../../../../contracts/config/scim-options.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { type CallerSettings, openTenant, type Tenant } from '../../http/caller.ts';
import type { Reply as ReplyOf, TargetRequest } from '../../http/target-request.ts';
import { profileOf } from '../profiles.ts';
import { SCIM_DIALECT } from './dialect.ts';
import type { ScimError } from './error-body.ts';
import { providerConfig } from './records.ts';

export type Reply = ReplyOf<ScimError>;

/** One SCIM server, as the endpoint functions of this folder see it, with what this process has learnt of it. */
export interface Server extends Tenant<ScimError> {
  readonly profile: ScimProfile;
  readonly clock: Clock;
  /** What the server says of itself; asked for once, and only a hint. */
  readonly hints: (call: Call) => Promise<Hints>;
  readonly learnt: Learnt;
}

export interface Hints {
  /** Whether the server said any of this. */
  readonly isSaid: boolean;
  readonly patch: boolean;
  readonly etag: boolean;
  /** RFC 9865. */
  readonly cursor: boolean;
  /** The most resources that one page gives. */
  readonly maxResults?: number;
}

interface Learnt {
  /** True once users were listed: then the base URL is right, and a 404 about one of them is about them. */
  listsUsers: boolean;
  /** False once PUT worked where PATCH had not. */
  patches: boolean;
  /** Whether a user lists the groups they are in; undefined until one was seen that does or should. */
  userShowsGroups?: boolean;
}

const NO_HINTS: Hints = { isSaid: false, patch: true, etag: false, cursor: false };
const OTHER = { 'application/scim+json': 'application/json', 'application/json': 'application/scim+json' } as const;

/** A server that is asked as the profile of its target says. Keep it for the life of a process. */
export function openServer(settings: CallerSettings, options: ScimOptions): Server {
  const tenant = openTenant(SCIM_DIALECT, settings);
  const profile = profileOf(options);
  let { mediaType } = profile;
  let hints: Promise<Hints> | undefined;

  const send = (request: TargetRequest, type: string, call: Call): Promise<Reply> =>
    tenant.ask(
      { ...request, headers: { ...request.headers, ...(request.json !== undefined && { 'content-type': type }) } },
      call,
    );

  /** A media type that the server does not take was refused before anything was done: the other one is tried once. */
  const ask = async (request: TargetRequest, call: Call): Promise<Reply> => {
    const reply = await send(request, mediaType, call);
    const isRefused = reply.kind === 'rejected' && (reply.status === 415 || reply.status === 406);
    if (!isRefused || request.json === undefined) return reply;
    const other = OTHER[mediaType];
    const again = await send(request, other, call);
    if (again.kind === 'answered') mediaType = other;
    return again;
  };

  async function readHints(call: Call): Promise<Hints> {
    const reply = await ask({ operation: 'server.config', method: 'GET', path: '/ServiceProviderConfig' }, call);
    const said = reply.kind === 'answered' ? providerConfig.safeParse(reply.body) : undefined;
    // no time or a closed gate says nothing about the server
    if (reply.kind === 'wait') hints = undefined;
    if (!said?.success) return NO_HINTS;
    const { patch, etag, filter, pagination } = said.data;
    const maxResults = filter?.maxResults;
    return {
      isSaid: true,
      patch: patch?.supported !== false,
      etag: etag?.supported === true,
      cursor: pagination?.cursor === true,
      ...(maxResults !== undefined && maxResults > 0 && { maxResults }),
    };
  }

  return {
    name: tenant.name,
    product: tenant.product,
    ask,
    profile,
    clock: settings.clock,
    learnt: { listsUsers: false, patches: true },
    hints: (call) => {
      hints ??= readHints(call);
      return hints;
    },
  };
}
