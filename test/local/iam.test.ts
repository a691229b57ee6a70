import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createAuthoriser } from '../../local/gateway/authorise.ts';
import type { AwsCall } from '../../local/gateway/serve-aws.ts';
import type { Assembly } from '../../local/template/assembly.ts';
import { type Deployment, readDeployment } from '../../local/template/deployment.ts';
import { assemblyOf } from './support/assembly.ts';
import { exercise } from './support/exercise.ts';
import { type EditableResource, edited, runningCloud, TEST_CONFIG } from './support/running-cloud.ts';
import { smoke } from './support/smoke.ts';

/** Their services are not here: nobody could see that they are used. */
const EXEMPT: Readonly<Record<string, string>> = {
  logs: 'Lambda itself writes the log',
  xray: 'Lambda itself sends the traces',
};

interface Grant {
  readonly function: string;
  readonly sid: string;
  readonly action: string;
}

interface StatementJson {
  readonly Sid: string;
  Action: string | readonly string[];
}

const listOf = (one: string | readonly string[]) => (typeof one === 'string' ? [one] : one);
const policiesOf = (properties: Readonly<Record<string, unknown>>) =>
  properties['Policies'] as readonly { readonly PolicyDocument: { Statement: readonly StatementJson[] } }[];
const key = ({ function: name, sid, action }: Grant) => `${name} ${sid} ${action}`;

/** Every action that a function's role gives, but for those whose services are not here. */
const grantsOf = ({ functions, roles }: Deployment): readonly Grant[] =>
  functions.flatMap(({ name, roleArn }) =>
    policiesOf(roles.find(({ id }) => roleArn.endsWith(`/${id}`))!.properties).flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.flatMap(({ Sid, Action }) =>
        listOf(Action)
          .filter((action) => !Object.hasOwn(EXEMPT, action.split(':')[0]!))
          .map((action) => ({ function: name, sid: Sid, action })),
      ),
    ),
  );

/** The template without one action in one function's role. */
const without = (assembly: Assembly, deployment: Deployment, { function: name, sid, action }: Grant): Assembly => {
  const role = deployment.functions
    .find((one) => one.name === name)!
    .roleArn.split('/')
    .at(-1)!;
  return edited(assembly, 'service', (resources: Record<string, EditableResource>) => {
    for (const { PolicyDocument } of policiesOf(resources[role]!.Properties))
      PolicyDocument.Statement = PolicyDocument.Statement.flatMap((statement) => {
        if (statement.Sid !== sid) return [statement];
        const Action = listOf(statement.Action).filter((one) => one !== action);
        return Action.length === 0 ? [] : [{ ...statement, Action }];
      });
  });
};

describe('the grants of the template', () => {
  let assembly: Assembly;
  let deployment: Deployment;
  let calls: readonly AwsCall[];
  let secretArn: (id: string) => string | undefined;
  const running = new AsyncDisposableStack();

  beforeAll(async () => {
    assembly = await assemblyOf(TEST_CONFIG);
    const run = running.use(await runningCloud({ assembly }));
    deployment = run.cloud.deployment;
    secretArn = (id) => run.cloud.secrets.arnOf(id);
    await smoke(run);
    await exercise(run);
    calls = run.cloud.calls();
    process.stdout.write(`grants nobody can see used here: ${JSON.stringify(EXEMPT)}\n`);
  }, 900_000);
  afterAll(() => running.disposeAsync());

  it('are each used by the smoke run', () => {
    const used = new Set(calls.flatMap(({ granted }) => granted.map(key)));
    const given = grantsOf(deployment).map(key);
    expect(given.length).toBeGreaterThan(15);
    expect(given.filter((grant) => !used.has(grant))).toEqual([]);
  });

  it('are each missed by a request that they allowed, by permission, function and construct', () => {
    const missing: string[] = [];
    for (const grant of grantsOf(deployment)) {
      const call = calls.find(({ granted }) => granted.some((one) => key(one) === key(grant)));
      if (!call) continue;
      const reduced = readDeployment(without(assembly, deployment, grant), 'http://127.0.0.1:1');
      const caller = { kind: 'function', name: grant.function, accessKeyId: 'any' } as const;
      const answer = createAuthoriser(reduced, secretArn)({ ...call, caller });
      expect(answer.allowed, key(grant)).toBe(false);
      const { because } = answer as { readonly because: string };
      const construct = deployment.functions.find(({ name }) => name === grant.function)!.id;
      for (const part of [grant.action, grant.function, construct]) expect(because).toContain(part);
      missing.push(because);
    }
    expect(missing.length).toBe(new Set(missing).size);
  });

  it.each([
    ['ingest', 'sqs:SendMessage'],
    ['provision', 'kms:Decrypt'],
    ['poll', 'dynamodb:PutItem'],
  ])(
    'fail the whole run when %s lacks %s',
    async (name, action) => {
      const full = `atlan-lifecycle-main-${name}`;
      const grant = grantsOf(deployment).find((one) => one.function === full && one.action === action)!;
      await using run = await runningCloud({ assembly: without(assembly, deployment, grant) });
      await expect(smoke(run, 20 * 60_000)).rejects.toThrow();
      const refusals = run.cloud.logs.since(0, 'local-cloud').map(({ line }) => line);
      expect(refusals.join('\n')).toContain(`${full} (`);
      expect(refusals.join('\n')).toContain(`is not authorized to perform ${action}`);
    },
    120_000,
  );
});
