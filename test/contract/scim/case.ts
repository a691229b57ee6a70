/** One request of a client, and what must hold of the answer by RFC 7643 and RFC 7644. */
export interface ScimCase {
  readonly name: string;
  /** The section of RFC 7644, or of RFC 7643 where it begins so. */
  readonly section: string;
  readonly request: CaseRequest;
  readonly status: number | readonly number[];
  readonly scimType?: string;
  /** What the body has at least; `null` stands for an attribute that is not there. */
  readonly body?: object;
  /** Ids or names of the resources that are listed. */
  readonly lists?: readonly string[];
  /** A read afterwards, and what it shows. */
  readonly after?: {
    readonly path: string;
    readonly status?: number;
    readonly body?: object;
    readonly members?: readonly string[];
  };
}

export interface CaseRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{ada}`, `{bob}` and `{eng}` are the ids of two users and of a group that has the first of them. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** What every case finds in the directory. */
export const ADA = {
  schemas: [USER],
  userName: 'Ada@example.com',
  externalId: 'hr-Ada',
  displayName: 'Ada',
  active: true,
  name: { givenName: 'Ada', familyName: 'Example' },
  emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
};
export const BOB = {
  schemas: [USER],
  userName: 'bob"s\\@example.com',
  active: true,
  emails: [{ value: 'bob@example.com', type: 'work', primary: true }],
};
export const ENG = { schemas: [GROUP], displayName: 'Engineering' };

export const find = (path: string, filter: string): CaseRequest => ({
  method: 'GET',
  path: `${path}?filter=${encodeURIComponent(filter)}`,
});
export const patch = (path: string, ...Operations: readonly object[]): CaseRequest => ({
  method: 'PATCH',
  path,
  body: { schemas: [PATCH_OP], Operations },
});
export const ada = (...operations: readonly object[]) => patch('/Users/{ada}', ...operations);
export const eng = (...operations: readonly object[]) => patch('/Groups/{eng}', ...operations);
export const CHANGED = [200, 204];
export const adaIs = (body: object) => ({ path: '/Users/{ada}', body });
export const engHas = (...members: readonly string[]) => ({ path: '/Groups/{eng}', members });
