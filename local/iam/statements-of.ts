import { conditionKey } from './condition-key.ts';
import { conditionOperators, isConditionOperator } from './condition-operator.ts';
import { fieldsOf, listAt, textAt, textsAt, UnknownPolicy } from './read-policy.ts';
import type { Condition, Statement } from './statement.ts';

/** What a role may have beside its policies without changing what it may do. */
const HARMLESS = ['AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'Path', 'RoleName', 'Tags'];

/**
 * Every statement of a role, from its properties in the template with all intrinsics resolved to text.
 * @throws {UnknownPolicy} for whatever would have to be left out, so that nothing is allowed by not being understood.
 */
export function statementsOf(role: string, properties: unknown): readonly Statement[] {
  const { Policies, ManagedPolicyArns, ...others } = fieldsOf(properties, role, [
    ...HARMLESS,
    'Policies',
    'ManagedPolicyArns',
    'PermissionsBoundary',
  ]);
  if (others['PermissionsBoundary'] !== undefined) {
    throw new UnknownPolicy(role, 'PermissionsBoundary is not evaluated here; write the limit as a Deny statement');
  }
  const [managed] = ManagedPolicyArns === undefined ? [] : listAt(ManagedPolicyArns, `${role} ManagedPolicyArns`);
  if (managed !== undefined) {
    throw new UnknownPolicy(
      role,
      `ManagedPolicyArns: what ${textAt(managed, role)} allows is not known here; write it out`,
    );
  }
  return (Policies === undefined ? [] : listAt(Policies, `${role} Policies`)).flatMap((policy, index) => {
    const { PolicyDocument } = fieldsOf(policy, `${role} Policies[${index}]`, ['PolicyName', 'PolicyDocument']);
    return statementsIn(PolicyDocument, `${role} Policies[${index}]`);
  });
}

function statementsIn(document: unknown, at: string): readonly Statement[] {
  const { Version, Statement: statements } = fieldsOf(document, at, ['Id', 'Version', 'Statement']);
  if (Version !== '2012-10-17') {
    throw new UnknownPolicy(at, `Version ${String(Version)} has other rules; it must be 2012-10-17`);
  }
  return (Array.isArray(statements) ? statements : [statements]).map((statement: unknown, index) =>
    statementFrom(statement, `${at} Statement[${index}]`),
  );
}

function statementFrom(value: unknown, at: string): Statement {
  const { Sid, Effect, Action, Resource, Condition } = fieldsOf(value, at, [
    'Sid',
    'Effect',
    'Action',
    'Resource',
    'Condition',
  ]);
  if (Effect !== 'Allow' && Effect !== 'Deny') {
    throw new UnknownPolicy(at, `Effect ${String(Effect)} is neither Allow nor Deny`);
  }
  return {
    effect: Effect,
    actions: textsAt(Action, `${at} Action`).map((action) => actionFrom(action, `${at} Action`)),
    resources: textsAt(Resource, `${at} Resource`).map((resource) => resourceFrom(resource, `${at} Resource`)),
    conditions: conditionsFrom(Condition, `${at} Condition`),
    ...(Sid === undefined ? {} : { sid: textAt(Sid, `${at} Sid`) }),
  };
}

function actionFrom(action: string, at: string): string {
  if (action !== '*' && !/^[a-z0-9-]+:[A-Za-z0-9*?]+$/i.test(action)) {
    throw new UnknownPolicy(at, `${action} is not * or service:Action`);
  }
  return action;
}

function resourceFrom(resource: string, at: string): string {
  if (resource !== '*' && !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:./.test(resource)) {
    throw new UnknownPolicy(at, `${resource} is neither * nor a whole ARN`);
  }
  return resource;
}

function conditionsFrom(value: unknown, at: string): readonly Condition[] {
  if (value === undefined) return [];
  return Object.entries(fieldsOf(value, at)).flatMap(([operator, keys]) => {
    if (!isConditionOperator(operator)) {
      throw new UnknownPolicy(at, `operator ${operator} is not one of ${conditionOperators.join(', ')}`);
    }
    return Object.entries(fieldsOf(keys, `${at} ${operator}`)).map(([name, values]) => {
      const key = conditionKey(name);
      if (key === undefined) throw new UnknownPolicy(`${at} ${operator}`, `key ${name} is not in condition-key.ts`);
      return { operator, key, values: textsAt(flagsAsText(values), `${at} ${operator} ${name}`) };
    });
  });
}

/** Bool and Null take `false` as well as `"false"`. */
function flagsAsText(values: unknown): unknown {
  if (Array.isArray(values)) return values.map(flagsAsText);
  return typeof values === 'boolean' ? String(values) : values;
}
