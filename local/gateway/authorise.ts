import { evaluate } from '../iam/evaluate.ts';
import { keyPermissions } from '../iam/permissions/key-permissions.ts';
import type { Permission } from '../iam/permissions/permission.ts';
import { requiredPermissions } from '../iam/permissions/required-permissions.ts';
import type { Statement } from '../iam/statement.ts';
import { statementsOf } from '../iam/statements-of.ts';
import type { Deployment } from '../template/deployment.ts';
import { PLACE } from '../template/place.ts';
import { roleArn } from '../template/role-arn.ts';
import { UnknownPart } from '../template/unknown-part.ts';
import type { AwsRequest } from './aws-request.ts';

/** A permission that a request needed, and the statement that gave it. */
export interface Granted extends Permission {
  readonly function: string;
  /** The statement's Sid, which is the need it was written for. */
  readonly sid: string;
}

type Authorisation =
  | { readonly allowed: true; readonly granted: readonly Granted[] }
  | { readonly allowed: false; readonly because: string };

export type Authorise = (request: Pick<AwsRequest, 'caller' | 'service' | 'operation' | 'body'>) => Authorisation;

/** What the gateway can say of any request: it is signed by a role of this account, and comes from no other service. */
const CONTEXT = { 'aws:SecureTransport': ['true'], 'aws:SourceAccount': [], 'aws:SourceArn': [] };

/**
 * Reads the policies of every function's role, and answers for each request whether they allow all that it needs. Throws what it does not
 * know in a policy, by name; a request it does not know is refused. A caller from outside may do everything.
 */
export function createAuthoriser(
  { functions, roles, tables }: Pick<Deployment, 'functions' | 'roles' | 'tables'>,
  secretArn: (id: string) => string | undefined,
): Authorise {
  const statements = new Map<string, { readonly construct: string; readonly statements: readonly Statement[] }>();
  for (const { id, name, roleArn: arn } of functions) {
    const role = roles.find((one) => roleArn(one) === arn);
    if (!role) throw new UnknownPart(id, `its role ${arn} is none of the template`);
    statements.set(name, { construct: id, statements: statementsOf(role.id, role.properties) });
  }
  const keyOf = (tableArn: string) => tables.find(({ arn }) => arn === tableArn)?.keyArn;
  return ({ caller, service, operation, body }) => {
    if (caller.kind === 'person') return { allowed: true, granted: [] };
    const role = statements.get(caller.name);
    if (!role) return { allowed: false, because: `${caller.name} is no function of the template` };
    const granted: Granted[] = [];
    const needed = permissionsOf({ service, operation, body }, secretArn);
    for (const permission of [...needed, ...keyPermissions(needed, keyOf)]) {
      const verdict = evaluate({ statements: role.statements, ...permission, context: CONTEXT });
      if (!verdict.allowed)
        return {
          allowed: false,
          because: `${caller.name} (${role.construct}) is not authorized to perform ${permission.action} on ${permission.resource}: ${verdict.because}`,
        };
      granted.push({ ...permission, function: caller.name, sid: verdict.by.sid ?? '' });
    }
    return { allowed: true, granted };
  };
}

const permissionsOf = (
  request: Pick<AwsRequest, 'service' | 'operation' | 'body'>,
  secretArn: (id: string) => string | undefined,
): readonly Permission[] =>
  // a secret that is not there is refused by Secrets Manager itself, and only to who may ask for secrets of its name
  requiredPermissions({ ...request, account: PLACE.account, region: PLACE.region }, (id) => secretArn(id) ?? id);
