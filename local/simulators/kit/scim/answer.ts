import { type Answer, Refused } from '../http/answer.ts';

/** A JSON value of RFC 7643: a user, a group, or a part of one. */
export type Attributes = Readonly<Record<string, unknown>>;

export const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';
export const LIST_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/** The error types of RFC 7644 (table 9) and of RFC 9865. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'invalidCursor'
  | 'expiredCursor';

export const scimJson = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/scim+json', ...headers },
  body: JSON.stringify(value),
});

export const noContent: Answer = { status: 204, headers: {}, body: '' };

/** An error as RFC 7644 section 3.12 has it: the status is a text. */
export const scimError = (status: number, detail: string, scimType?: ScimType): Answer =>
  scimJson(status, { schemas: [ERROR_SCHEMA], status: String(status), ...(scimType && { scimType }), detail });

/** Thrown by whatever finds a request unacceptable. */
export const refuse = (status: number, detail: string, scimType?: ScimType): Refused =>
  new Refused(scimError(status, detail, scimType));

export function isAttributes(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name under which an object has an attribute: names do not mind case. */
export const nameIn = (attributes: Attributes, name: string): string | undefined =>
  name in attributes ? name : Object.keys(attributes).find((key) => key.toLowerCase() === name.toLowerCase());

export function valueIn(attributes: Attributes, name: string): unknown {
  const key = nameIn(attributes, name);
  return key === undefined ? undefined : attributes[key];
}
