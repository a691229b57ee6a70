import { describe, expect, it } from 'vitest';

import { commandLineRun, projectWith } from '../support/command-line.ts';
import { ANSWERS } from '../support/operate-answers.ts';
import { OPERATOR, REGION, signedApi } from '../support/signed-api.ts';

const FIND = ['find', '--worker', 'w'];
const found = () => signedApi(() => ({ status: 200, body: ANSWERS.find }));
/** A pid that no process has. */
const GONE = 2 ** 22 + 1;

/** What AWS knows: one stack, whose API is `url`. */
const deployed = (url: string, name = 'atlan-lifecycle-main-service') => {
  const asked: (readonly [string, string | undefined])[] = [];
  const aws = {
    credentials: async () => OPERATOR,
    stackOutputs: async (stack: string, region: string | undefined) => {
      asked.push([stack, region]);
      return stack === name ? { ApiUrl: `${url}/` } : undefined;
    },
  };
  return { aws, asked };
};

describe('where a command goes', () => {
  it('is the endpoint that is named, then the local cloud that runs, then the deployed stack', async () => {
    await using named = await found();
    await using local = await found();
    await using stack = await found();
    await using project = await projectWith({ api: local.url });
    const { aws, asked } = deployed(stack.url);
    const reached = () => [named, local, stack].map(({ received }) => received.length);

    await commandLineRun([...FIND, '--endpoint', `${named.url}/`], { root: project.root, aws });
    expect(reached()).toEqual([1, 0, 0]);
    await commandLineRun(FIND, { root: project.root, aws });
    expect(reached()).toEqual([1, 1, 0]);
    await commandLineRun(FIND, { aws });
    expect(reached()).toEqual([1, 1, 1]);
    expect([named, local, stack].flatMap(({ received }) => received.map(({ isSigned }) => isSigned))).toEqual([
      true,
      true,
      true,
    ]);
    expect(asked).toEqual([['atlan-lifecycle-main-service', REGION]]);
  });

  it('is not a local cloud whose process is gone', async () => {
    await using stack = await found();
    await using project = await projectWith({ pid: GONE });
    const { exit } = await commandLineRun(FIND, { root: project.root, aws: deployed(stack.url).aws });
    expect([exit, stack.received.length]).toEqual([0, 1]);
  });

  it('is the environment that is named, even while a local cloud runs', async () => {
    await using stack = await found();
    await using project = await projectWith();
    const { aws, asked } = deployed(stack.url, 'atlan-lifecycle-prod-service');
    const argv = [...FIND, '--env', 'prod', '--region', REGION];
    const { exit } = await commandLineRun(argv, { root: project.root, aws, env: {} });
    expect([exit, asked, stack.received[0]?.isSigned]).toEqual([0, [['atlan-lifecycle-prod-service', REGION]], true]);
  });

  it('says the three ways when there is nowhere to go', async () => {
    const { exit, stdout, stderr } = await commandLineRun(FIND);
    expect([exit, stdout]).toEqual([6, '']);
    expect(stderr).toMatchInlineSnapshot(`
      "There is no stack atlan-lifecycle-main-service in this account and region. Give --endpoint <url>, or start the local cloud in this project, or deploy and name the environment with --env (and --region)
      "
    `);
  });

  it.each([
    ['an endpoint that is no address', ['--endpoint', 'lifecycle'], '--endpoint must be'],
    ['an environment that cannot be one', ['--env', 'Prod!'], '--env must be'],
  ])('refuses %s', async (_what, options, says) => {
    const { exit, stderr } = await commandLineRun([...FIND, ...options]);
    expect(exit).toBe(2);
    expect(stderr).toContain(says);
  });
});

describe('who asks', () => {
  it('is the operator of the local cloud there, also when it is named by its address', async () => {
    await using local = await found();
    await using project = await projectWith({ api: local.url });
    const aws = {
      credentials: async () => ({ accessKeyId: 'AKIAOTHER', secretAccessKey: 'other' }),
      stackOutputs: async () => undefined,
    };
    await commandLineRun(FIND, { root: project.root, aws, env: {} });
    await commandLineRun([...FIND, '--endpoint', local.url], { root: project.root, aws, env: {} });
    await commandLineRun([...FIND, '--endpoint', local.url], { aws });
    expect(local.received.map(({ isSigned }) => isSigned)).toEqual([true, true, false]);
  });

  it('signs for the region in the address, whatever a variable says', async () => {
    const scopes: string[] = [];
    const endpoint = 'https://abc.execute-api.ap-southeast-2.amazonaws.com';
    const seen: typeof fetch = async (_url, init) => {
      scopes.push(new Headers(init?.headers).get('authorization') ?? '');
      return Response.json(ANSWERS.find);
    };
    await commandLineRun([...FIND, '--endpoint', endpoint], { fetch: seen });
    await commandLineRun([...FIND, '--endpoint', endpoint, '--region', 'us-east-1'], { fetch: seen });
    expect(scopes[0]).toContain('/ap-southeast-2/execute-api/');
    expect(scopes[1]).toContain('/us-east-1/execute-api/');
  });

  it('is asked for a region where nothing says one', async () => {
    const { exit, stderr } = await commandLineRun([...FIND, '--endpoint', 'https://lifecycle.example.com'], {
      env: {},
    });
    expect([exit, stderr]).toEqual([2, 'No AWS region is known: give --region, or set AWS_REGION\n']);
  });
});
