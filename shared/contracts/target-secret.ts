import * as z from 'zod/mini';
import { PermanentError } from '../domain/failure.ts';
import { jsonOrUndefined } from '../domain/text/json-or-undefined.ts';

/** What a target's secret holds: where the target is, and one of two ways to authenticate there. */
export type TargetSecret = TokenSecret | ClientSecret;

interface Place {
  /** Scheme, host and port, and for some providers a path; without a trailing slash. */
  readonly baseUrl: string;
  /** The token of the SCIM connection, where accounts are created by SCIM and all else goes by another interface. */
  readonly scimToken?: string | undefined;
  /** The bearer of an administrator in person, for what Atlan allows no API token: to remove a user. */
  readonly adminToken?: string | undefined;
  /** In place of that bearer, an OAuth client with the role of an administrator; both fields or neither. */
  readonly adminClientId?: string | undefined;
  readonly adminClientSecret?: string | undefined;
}

/** A bearer token that is sent as it is, and lasts for months. */
export interface TokenSecret extends Place {
  readonly token: string;
  /** What the rotation writes beside the token. A person who stores a token by hand leaves these out. */
  readonly id?: string | undefined;
  readonly clientId?: string | undefined;
  /** Epoch ms. */
  readonly createdAt?: number | undefined;
  readonly lifespanSeconds?: number | undefined;
  /** Ids of the tokens before it, the one that it replaces first. */
  readonly replaces?: readonly string[] | undefined;
}

/** An OAuth client: the target gives bearers for it that last minutes. */
export interface ClientSecret extends Place {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly token?: undefined;
}

/** Whether two secrets hold one and the same OAuth client of one place. */
export const isSameClient = (one: TargetSecret, other: TargetSecret): boolean =>
  one.token === undefined &&
  other.token === undefined &&
  one.baseUrl === other.baseUrl &&
  one.clientId === other.clientId &&
  one.clientSecret === other.clientSecret;

/** What a provider's secrets may hold. */
export interface SecretForm {
  /** Whether the base URL may have a path. */
  readonly basePath: boolean;
  /** Whether an OAuth client may stand in place of the token. */
  readonly oauthClients: boolean;
}

/** Notes of ours: an invalid note counts as absent, and does not block the target. */
const note = <T>(kind: z.ZodMiniType<T>) => z.catch(z.optional(kind), undefined);

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

const ORIGIN = 'must be an https:// origin without a path (http:// only on loopback)';
const BASE = 'must be an https:// address without query, fragment or credentials (http:// only on loopback)';

const word = z.string().check(z.regex(/^[\x21-\x7e]+$/, 'must be one printable word without spaces'));

const baseUrlOf = (basePath: boolean) =>
  z.string().check(z.refine(basePath ? isBase : isOrigin, basePath ? BASE : ORIGIN));

const beside = {
  scimToken: z.optional(word),
  adminToken: z.optional(word),
  adminClientId: z.optional(word),
  adminClientSecret: z.optional(word),
};

const tokenShape = (basePath: boolean) =>
  z.object({
    baseUrl: baseUrlOf(basePath),
    token: word,
    ...beside,
    id: note(z.string()),
    clientId: note(z.string()),
    createdAt: note(z.number()),
    lifespanSeconds: note(z.number()),
    replaces: note(z.array(z.string())),
  });

const clientShape = (basePath: boolean) =>
  z.object({ baseUrl: baseUrlOf(basePath), clientId: word, clientSecret: word, ...beside });

/** Which of the fields that authenticate stand in a secret; `clientId` is also a note of the rotation beside a token. */
const present = z.looseObject({
  token: z.optional(z.unknown()),
  clientId: z.optional(z.unknown()),
  clientSecret: z.optional(z.unknown()),
});

const TOKEN_FORM = '{"baseUrl": "https://…", "token": "…"}';
const CLIENT_FORM = '{"baseUrl": "https://…", "clientId": "…", "clientSecret": "…"}';

/**
 * Decodes a secret's text. Throws `PermanentError`, which names the field and what the secret has to hold, and never quotes the secret.
 */
export function targetSecret(text: string, form: Partial<SecretForm> = {}): TargetSecret {
  const { basePath = false, oauthClients = false } = form;
  const json = jsonOrUndefined(text);
  const forms = oauthClients ? `${TOKEN_FORM} or ${CLIENT_FORM}` : TOKEN_FORM;
  const { token, clientId, clientSecret } = fieldsIn(json);
  if (token !== undefined && clientSecret !== undefined)
    throw new PermanentError(
      `token and clientSecret are both there, and only one may be: take one out; a target's secret is JSON ${forms}`,
    );
  const isClient = oauthClients && token === undefined && (clientId ?? clientSecret) !== undefined;
  const result = (isClient ? clientShape(basePath) : tokenShape(basePath)).safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue?.path.join('.') || 'the secret';
    throw new PermanentError(`${where} ${issue?.message ?? 'is wrong'}; a target's secret is JSON ${forms}`);
  }
  const { adminClientId, adminClientSecret } = result.data;
  if ((adminClientId === undefined) !== (adminClientSecret === undefined))
    throw new PermanentError(
      `${adminClientId === undefined ? 'adminClientId' : 'adminClientSecret'} is missing: a target's secret holds both of adminClientId and adminClientSecret, or neither`,
    );
  return { ...result.data, baseUrl: new URL(result.data.baseUrl).href.replace(/\/+$/, '') };
}

function fieldsIn(json: unknown): Partial<z.infer<typeof present>> {
  const fields = present.safeParse(json);
  return fields.success ? fields.data : {};
}

function isBase(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  return isSafe && search === '' && hash === '' && username === '' && password === '';
}

function isOrigin(text: string): boolean {
  return isBase(text) && new URL(text).pathname === '/';
}
