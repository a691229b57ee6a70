import { beforeAll, describe, expect, it } from 'vitest';

import type { Fault } from '../../local/gateway/fault-desk.ts';
import type { RotationOutcome } from '../../local/sources/rotation.ts';
import type { Assembly } from '../../local/template/assembly.ts';
import { assemblyOf } from './support/assembly.ts';
import { edited, eventually, type RunningCloud, runningCloud, TEST_CONFIG } from './support/running-cloud.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await assemblyOf(TEST_CONFIG);
});

interface Token {
  readonly id: string;
  readonly displayName: string;
  readonly createdBy: string;
  readonly username: string;
}

const DAY_MS = 86_400_000;
const ALL = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];
const doneIn = (steps: RotationOutcome) =>
  steps.filter(({ outcome }) => outcome.kind === 'done').map(({ step }) => step);

/** A running cloud with its tenant's tokens and the rotation of the target's secret. */
async function rotatingCloud(template = assembly) {
  const running = await runningCloud({ assembly: template });
  const { cloud, tenant, control, hr, person, operate } = running;
  const { url, token } = cloud.tenants['atlan-prod']!;
  await operate('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'tokens are rotated' });
  return {
    running,
    first: token,
    rotate: async () => (await control<{ steps: RotationOutcome }>('POST', 'secrets/atlan-prod/rotate')).steps,
    month: async () => control('POST', 'clock', { advanceMs: 30 * DAY_MS }),
    tokens: async () => (await tenant<{ tokens: readonly Token[] }>('GET', 'state')).tokens,
    works: async (secret: string) => {
      const headers = { authorization: `Bearer ${secret}` };
      return (await fetch(`${url}/api/service/users/current`, { headers })).status === 200;
    },
    join: async (who: string) => {
      expect(await hr('joined', who)).toBe(200);
      return eventually(`${who} is invited`, async () => person(`${who}@example.com`));
    },
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}
type RotatingCloud = Awaited<ReturnType<typeof rotatingCloud>>;

/** The function writes each metric as one line of its log. */
const linesOf = async ({ control }: RunningCloud, name: string) =>
  JSON.stringify(await control('GET', `logs?function=${name}`));

describe('the rotation of a target’s token', () => {
  it('replaces it under a provision that goes on working, and keeps the old one until the next round', async () => {
    await using cloud = await rotatingCloud();
    const { rotate, tokens, works, join, month, first, running } = cloud;
    await join('before');
    await month();
    await running.tenant('PATCH', 'options', { newTokenForbiddenSeconds: 30 });
    const [byHand] = await tokens();
    expect(byHand).toMatchObject({ displayName: 'simulator', createdBy: 'dana' });

    expect(doneIn(await rotate())).toEqual(ALL);
    const [made] = (await tokens()).filter(({ id }) => id !== byHand?.id);
    expect(made?.createdBy).toBe(byHand?.username);
    expect(made?.displayName).toMatch(/^simulator-[0-9a-f-]{36}$/);
    expect(await works(first)).toBe(true);
    await join('meanwhile');

    await month();
    await join('a-month-later');
    expect(doneIn(await rotate())).toEqual(ALL);
    expect(await works(first)).toBe(false);
    expect((await tokens()).map(({ createdBy }) => createdBy)).toEqual([byHand?.username, made?.username]);
    await join('afterwards');
    const log = await linesOf(running, 'rotate');
    expect(log).toContain('TokenRotated');
    expect(log).not.toContain(first);
  }, 900_000);

  it('leaves the one there was when the new one is not let in in time, and can be tried again', async () => {
    // a function’s timeout runs in real time: shorter here, and long enough for what a slow machine does first
    const hasty = edited(assembly, 'service', (resources) => {
      for (const { Type, Properties } of Object.values(resources))
        if (Type === 'AWS::Lambda::Function' && Properties['Timeout'] === 600) Properties['Timeout'] = 20;
    });
    await using cloud = await rotatingCloud(hasty);
    const { rotate, works, join, month, first, running } = cloud;
    await month();
    await running.tenant('PATCH', 'options', { newTokenForbiddenSeconds: 86_400 });
    const steps = await rotate();
    expect(steps.at(-1)).toMatchObject({ step: 'testSecret', outcome: { kind: 'failed' } });
    expect(await works(first)).toBe(true);
    await join('all-the-same');

    await running.tenant('PATCH', 'options', { newTokenForbiddenSeconds: 0 });
    expect(doneIn(await rotate())).toEqual(ALL);
    await join('and-after-it');
  }, 900_000);

  const OPERATIONS: readonly (readonly [operation: string, skip: number])[] = [
    ['DescribeSecret', 0],
    ['GetSecretValue', 1],
    ['PutSecretValue', 0],
    ['UpdateSecretVersionStage', 0],
  ];
  const MISHAPS = [
    ['before', 'kill'],
    ['after', 'kill'],
    ['after', 'refuse'],
  ] as const;
  const SAMPLES = OPERATIONS.flatMap(([operation, skip]) =>
    MISHAPS.map(([when, effect]) => [operation, when, effect, skip] as const),
  );

  it('survives that each of its calls to Secrets Manager goes wrong once', async () => {
    await using cloud = await rotatingCloud();
    const { rotate, month, running } = cloud;
    for (const [operation, when, effect, skip] of SAMPLES) {
      const fault: Fault = { service: 'secretsmanager', function: 'rotate', operation, when, effect, skip, times: 1 };
      running.cloud.faults.set([fault]);
      const tried = [await rotate(), await rotate()].map(doneIn);
      expect([tried.at(-1), fault]).toEqual([ALL, fault]);
      await currentWorks(cloud);
      running.cloud.faults.set([]);
      await month();
    }
    await rotate();
    expect(await linesOf(running, 'rotate')).toContain('RotationFailed');
    // whatever the broken ones left is gone: the current token and the one before it
    expect(await cloud.tokens()).toHaveLength(2);
  }, 900_000);

  it('is not let through by a template without the permission for it', async () => {
    const forbidden = edited(assembly, 'service', (resources) => {
      for (const [id, { Type, Properties }] of Object.entries(resources))
        if (Type === 'AWS::Lambda::Permission' && Properties['Principal'] === 'secretsmanager.amazonaws.com')
          delete resources[id];
    });
    await using cloud = await rotatingCloud(forbidden);
    expect(await cloud.rotate()).toEqual([]);
  }, 900_000);

  it('knows which secrets it is for, and is counted down to by the tick', async () => {
    await using cloud = await rotatingCloud();
    await expect(cloud.running.control('POST', 'secrets/hr/rotate')).rejects.toThrow(
      'There is no such secret with a rotation; there are: atlan-lifecycle/main/targets/atlan-prod',
    );
    await cloud.running.control('POST', 'schedules/tick/fire');
    await eventually('the days are measured', async () =>
      (await linesOf(cloud.running, 'poll')).includes('TokenExpiresInDays'),
    );
  }, 900_000);
});

async function currentWorks({ join }: RotatingCloud): Promise<void> {
  joiners += 1;
  await join(`joiner-${joiners}`);
}
let joiners = 0;
