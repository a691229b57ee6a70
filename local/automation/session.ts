import * as z from 'zod/mini';

import type { Key } from '../functions/lambda-environment.ts';
import type { Callers } from '../gateway/callers.ts';
import { signedFetch } from '../gateway/signed-fetch.ts';
import { evaluate } from '../iam/evaluate.ts';
import { statementsOf } from '../iam/statements-of.ts';
import type { Deployment } from '../template/deployment.ts';
import { arnOf, PLACE } from '../template/place.ts';
import { roleArn } from '../template/role-arn.ts';
import type { Ask } from './call-operate.ts';

const trust = z.object({
  Statement: z.array(z.object({ Effect: z.literal('Allow'), Principal: z.object({ Service: z.string() }) })),
});

export interface SessionSettings {
  readonly deployment: Deployment;
  readonly callers: Callers;
  readonly gateway: string;
  readonly execution: string;
}

/** What an automation does as its role, within what that role may. Each throws what AWS would refuse. */
export interface Session {
  readonly ask: Ask;
  /** Publishes to a topic of the template. */
  readonly publish: (topicArn: string) => void;
}

export function sessionOf(assumed: string, settings: SessionSettings): Session {
  const { deployment, callers, gateway, execution } = settings;
  const role = deployment.roles.find((one) => roleArn(one) === assumed);
  if (!role) throw new Error(`There is no role ${assumed}`);
  const trusted = trust.safeParse(role.properties['AssumeRolePolicyDocument']);
  if (!trusted.data?.Statement.some(({ Principal }) => Principal.Service === 'ssm.amazonaws.com'))
    throw new Error(`Systems Manager may not assume ${role.id}`);
  const statements = statementsOf(role.id, role.properties);
  const key = callers.issueSession(
    `arn:${PLACE.partition}:sts::${PLACE.account}:assumed-role/${role.id}/Automation-${execution}`,
  );
  const must = (action: string, resource: string) => {
    const verdict = evaluate({ statements, action, resource, context: {} });
    if (!verdict.allowed) throw new Error(verdict.because);
  };
  return {
    ask: async (url, body) => {
      const { pathname, apiId } = ofApi(url, deployment);
      must('execute-api:Invoke', arnOf('execute-api', `${apiId}/$default/POST${pathname}`));
      return post(`${gateway}${pathname}`, body, key);
    },
    publish: (topicArn) => {
      const topic = deployment.topics.find(({ arn }) => arn === topicArn);
      if (!topic?.name.startsWith('Automation'))
        throw new Error(`${topicArn} is no topic whose name begins with Automation`);
      must('sns:Publish', topicArn);
    },
  };
}

/** The far side of an address of the deployed HTTP API. */
function ofApi(url: string, { routes }: Deployment): { readonly pathname: string; readonly apiId: string } {
  const { host, pathname } = new URL(url);
  const found = routes.find(
    ({ apiId }) => `${apiId}.execute-api.${PLACE.region}.${PLACE.urlSuffix}`.toLowerCase() === host,
  );
  if (!found) throw new Error(`${host} is no HTTP API of this template`);
  return { pathname, apiId: found.apiId };
}

async function post(address: string, body: object, key: Key): Promise<Readonly<Record<string, unknown>>> {
  const response = await signedFetch(address, JSON.stringify(body), key);
  const text = await response.text();
  if (!response.ok) throw new Error(`${new URL(address).pathname} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}
