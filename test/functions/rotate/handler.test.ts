import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { createContainer } from '../../../functions/rotate/container.ts';
import { createHandler } from '../../../functions/rotate/handler.ts';
import { startAtlanSimulator } from '../../../local/simulators/atlan/server.ts';
import type { Simulator } from '../../../local/simulators/kit/server.ts';
import { capturedOutput } from '../../support/captured-output.ts';
import { lambdaContext } from '../../support/lambda.ts';
import { type ServedSecrets, servedSecrets } from '../../support/served-secrets.ts';

const PREFIX = 'atlan-lifecycle/targets/';
const secretNamed = (name: string) => ({ name, arn: `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-x` });
const [configured, unknown] = [secretNamed(`${PREFIX}atlan-prod`), secretNamed(`${PREFIX}atlan-gone`)];
let served: ServedSecrets;
let atlan: Simulator;

beforeAll(async () => {
  [served, atlan] = await Promise.all([servedSecrets([configured, unknown]), startAtlanSimulator()]);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', served.endpoint);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([served[Symbol.asyncDispose](), atlan.stop()]);
});

const handler = createHandler(() => createContainer({ TARGET_SECRET_PREFIX: PREFIX }));
const run = async (secretId: string) => {
  const ClientRequestToken = served.vault.beginRotation(secretId) ?? '';
  for (const Step of ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const)
    await handler({ Step, SecretId: secretId, ClientRequestToken }, lambdaContext({ remainingMs: 600_000 }));
};

describe('the rotate function', () => {
  it('replaces the token of a configured target, step by step, and writes no token into its log', async () => {
    served.vault.put(configured.name, { baseUrl: atlan.url, token: atlan.token });
    const text = await capturedOutput(async () => run(configured.arn));
    expect(text).toContain('"TokenRotated":');
    expect(text).not.toContain('atlan-simulator-');
    const state = (await (await fetch(`${atlan.control}/state`)).json()) as { tokens: { displayName: string }[] };
    expect(state.tokens).toHaveLength(2);
  });

  it('fails in sight for a target that is not configured', async () => {
    served.vault.put(unknown.name, { baseUrl: atlan.url, token: atlan.token });
    const text = await capturedOutput(async () => {
      await expect(run(unknown.arn)).rejects.toThrow('No target is configured as atlan-gone');
    });
    expect(text).toContain('"RotationFailed":');
  });

  it('names what its environment lacks', () => {
    expect(() => createContainer({})).toThrow('TARGET_SECRET_PREFIX is missing');
  });
});
