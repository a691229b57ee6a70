import type { ErrorSaid } from '../../http/verdict.ts';

/** What an error says, in SCIM's own form or in that of the product around it. */
export interface ScimError extends ErrorSaid {
  /** True for the error resource of RFC 7644: then the SCIM service itself has read the request. */
  readonly isScim: boolean;
  /** `uniqueness`, `noTarget`, `invalidFilter` and so on; only for 400 and 409. */
  readonly scimType?: string;
}

const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:error';

/**
 * Reads the text of an error answer; total, and keeps none of the server's own sentences. `status` is a text by RFC 7644 and a number with
 * some. Atlassian says `{error, traceId}` to a wrong credential and Unleash `{id, name, message}`; a gateway says `{message}` and nothing else.
 */
export function readScimError(text: string): ScimError {
  const body = jsonObject(text);
  if (!body) return { fromService: false, isScim: false };
  const fields = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
  const schemas = fields.get('schemas');
  const isScim =
    (Array.isArray(schemas) && schemas.some((schema) => String(schema).toLowerCase() === ERROR_SCHEMA)) ||
    (fields.has('detail') && fields.has('status'));
  const scimType = word(fields.get('scimtype')) ?? word(fields.get('scimerrortype'));
  const code = scimType ?? word(fields.get('code')) ?? word(fields.get('name'));
  return {
    fromService: isScim || OF_PRODUCTS.some((field) => fields.has(field)),
    isScim,
    ...(scimType !== undefined && { scimType }),
    ...(code !== undefined && { code }),
  };
}

/** Fields of errors that the products around a SCIM service write, and gateways do not. */
const OF_PRODUCTS = ['scimtype', 'scimerrortype', 'detail', 'details', 'error', 'name', 'code', 'traceid', 'schemas'];

/** Only a short plain word passes: it is shown to people, and must not carry personal data. */
const word = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number'
    ? /^[A-Za-z0-9_.-]{1,40}$/.exec(String(value))?.[0]
    : undefined;

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
  } catch {
    return undefined;
  }
}
