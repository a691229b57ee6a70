import { normaliseEmail } from '../../../../domain/text/email.ts';

/**
 * What an error body says, whichever of the shapes A to E of Atlan's services it has: Heracles `{code, error,
 * message}`, the invitations' map of e-mail to reason, the metastore's `{errorCode, errorMessage}`, Keycloak's
 * `{error, error_description}`, a gateway's `{message}`, a page, or nothing.
 */
export interface ErrorBody {
  /** True for a body that one of Atlan's own services wrote, false for a gateway's or for none. */
  readonly fromService: boolean;
  /** The service's code, in the order the Java SDK looks for it. */
  readonly code?: string;
  /** Heracles wraps Keycloak and keeps its status in the text: `409 Conflict: …`. */
  readonly embeddedStatus?: number;
  /** Shape B: status by e-mail, for invitations that failed. Empty for every other shape. */
  readonly byEmail: ReadonlyMap<string, number | undefined>;
}

/** Reads the text of an error answer; total, and keeps none of the target's own sentences. */
export function readErrorBody(text: string): ErrorBody {
  const body = jsonObject(text);
  if (!body) return { fromService: false, byEmail: new Map() };
  const byEmail = invitationReasons(body);
  const code = firstWord(body['errorCode'], body['error'], body['code'], body['status']);
  const embeddedStatus = statusIn(body['errorMessage']) ?? statusIn(body['message']);
  return {
    fromService:
      byEmail.size > 0 || [body['errorCode'], body['error'], body['code']].some((field) => field !== undefined),
    byEmail,
    ...(code !== undefined && { code }),
    ...(embeddedStatus !== undefined && { embeddedStatus }),
  };
}

/** The map's keys are the addresses as they were sent, and need not look like addresses. */
function invitationReasons(body: Readonly<Record<string, unknown>>): ReadonlyMap<string, number | undefined> {
  const entries = Object.entries(body).filter(
    ([key, reason]) => key.includes('@') || (!FIELDS.has(key) && statusIn(reason) !== undefined),
  );
  return new Map(entries.map(([email, reason]) => [normaliseEmail(email), statusIn(reason)]));
}

const FIELDS = new Set(['message', 'error', 'info', 'errorMessage', 'errorCause', 'error_description']);

const statusIn = (text: unknown): number | undefined => {
  const [, status] = (typeof text === 'string' ? /^(\d{3}) [A-Za-z ]+:/.exec(text) : null) ?? [];
  return status === undefined ? undefined : Number(status);
};

/** Only short plain words pass: a code is shown to people, and must not carry personal data. */
const firstWord = (...fields: readonly unknown[]): string | undefined =>
  fields.map(String).find((field) => field !== 'undefined' && field !== 'null' && /^[\w .:-]{1,64}$/.test(field));

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
  } catch {
    return undefined;
  }
}
