import * as z from 'zod/mini';
import { PermanentError } from '../domain/failure.ts';
import { jsonOrUndefined } from '../domain/text/json-or-undefined.ts';

/** What a target's secret holds: where the target is, and the bearer token for it. */
export interface TargetSecret {
  /** Scheme, host and port, and for some providers a path; without a trailing slash. */
  readonly baseUrl: string;
  readonly token: string;
  /** The token of the SCIM connection, where accounts are created by SCIM and all else goes by another interface. */
  readonly scimToken?: string | undefined;
  /** The bearer of an administrator in person, for what Atlan allows no API token: to remove a user. */
  readonly adminToken?: string | undefined;
  /** What the rotation writes beside the token. A person who stores a token by hand leaves these out. */
  readonly id?: string | undefined;
  readonly clientId?: string | undefined;
  /** Epoch ms. */
  readonly createdAt?: number | undefined;
  readonly lifespanSeconds?: number | undefined;
  /** Ids of the tokens before it, the one that it replaces first. */
  readonly replaces?: readonly string[] | undefined;
}

/** Notes of ours: an invalid note counts as absent, and does not block the target. */
const note = <T>(kind: z.ZodMiniType<T>) => z.catch(z.optional(kind), undefined);

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

const ORIGIN = 'must be an https:// origin without a path (http:// only on loopback)';
const BASE = 'must be an https:// address without query, fragment or credentials (http:// only on loopback)';

const word = z.string().check(z.regex(/^[\x21-\x7e]+$/, 'must be one printable word without spaces'));

const shapeOf = (basePath: boolean) =>
  z.object({
    baseUrl: z.string().check(z.refine(basePath ? isBase : isOrigin, basePath ? BASE : ORIGIN)),
    token: word,
    scimToken: z.optional(word),
    adminToken: z.optional(word),
    id: note(z.string()),
    clientId: note(z.string()),
    createdAt: note(z.number()),
    lifespanSeconds: note(z.number()),
    replaces: note(z.array(z.string())),
  });

const withoutPath = shapeOf(false);
const withPath = shapeOf(true);

/**
 * Decodes a secret's text; `basePath` says whether its base URL may have a path. Throws `PermanentError`, which names the field and never
 * quotes the secret.
 */
export function targetSecret(text: string, basePath = false): TargetSecret {
  const result = (basePath ? withPath : withoutPath).safeParse(jsonOrUndefined(text));
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue?.path.join('.') || 'the secret';
    throw new PermanentError(
      `${where} ${issue?.message ?? 'is wrong'}; a target's secret is JSON {"baseUrl": "https://…", "token": "…"}`,
    );
  }
  return { ...result.data, baseUrl: new URL(result.data.baseUrl).href.replace(/\/+$/, '') };
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
