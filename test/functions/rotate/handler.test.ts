import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { createContainer } from '../../../functions/rotate/container.ts';
import { createHandler } from '../../../functions/rotate/handler.ts';
import { createSecretsManager } from '../../../infra/local/engines/secrets-manager.ts';
import { type AtlanSimulator, startAtlanSimulator } from '../../../infra/local/simulators/atlan/server.ts';
import { capturedOutput } from '../../support/captured-output.ts';
import { lambdaContext } from '../../support/lambda.ts';

const PREFIX = 'atlan-lifecycle/targets/';
const secretNamed = (name: string) => ({ name, arn: `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-x` });
const [configured, unknown] = [secretNamed(`${PREFIX}atlan-prod`), secretNamed(`${PREFIX}atlan-gone`)];
const vault = createSecretsManager([configured, unknown], () => Date.now());
let server: Server;
let atlan: AtlanSimulator;

beforeAll(async () => {
  atlan = await startAtlanSimulator();
  server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const body = (await json(request)) as Record<string, unknown>;
    const answer = await vault.engine({ service: 'secretsmanager', operation, body, headers: {} } as never);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
  await atlan.stop();
});

const handler = createHandler(() => createContainer({ TARGET_SECRET_PREFIX: PREFIX }));
const run = async (secretId: string) => {
  const ClientRequestToken = vault.beginRotation(secretId) ?? '';
  for (const Step of ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const)
    await handler({ Step, SecretId: secretId, ClientRequestToken }, lambdaContext({ remainingMs: 600_000 }));
};

describe('the rotate function', () => {
  it('replaces the token of a configured target, step by step, and writes no token into its log', async () => {
    vault.put(configured.name, { baseUrl: atlan.url, token: atlan.token });
    const text = await capturedOutput(async () => run(configured.arn));
    expect(text).toContain('"TokenRotated":');
    expect(text).not.toContain('atlan-simulator-');
    const state = (await (await fetch(`${atlan.control}/state`)).json()) as { tokens: { displayName: string }[] };
    expect(state.tokens).toHaveLength(2);
  });

  it('fails in sight for a target that is not configured', async () => {
    vault.put(unknown.name, { baseUrl: atlan.url, token: atlan.token });
    const text = await capturedOutput(async () => {
      await expect(run(unknown.arn)).rejects.toThrow('No target is configured as atlan-gone');
    });
    expect(text).toContain('"RotationFailed":');
  });

  it('names what its environment lacks', () => {
    expect(() => createContainer({})).toThrow('TARGET_SECRET_PREFIX is missing');
  });
});
