import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

import { ANSWERS } from '../support/operate-answers.ts';
import { OPERATOR, REGION, signedApi } from '../support/signed-api.ts';

/** The command as it is typed, in a process of its own that has this environment and no other. */
async function typed(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const signedIn = { AWS_ACCESS_KEY_ID: OPERATOR.accessKeyId, AWS_SECRET_ACCESS_KEY: OPERATOR.secretAccessKey };
  const whole = {
    PATH: process.env['PATH'],
    AWS_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...signedIn,
    ...env,
  };
  const run = promisify(execFile)(process.execPath, ['cli/main.ts', ...argv], { env: whole });
  try {
    return { exit: 0, ...(await run) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exit: code, stdout, stderr };
  }
}

const stackAt = (url: string) =>
  `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>s</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime>
  <StackStatus>CREATE_COMPLETE</StackStatus><Outputs><member><OutputKey>ApiUrl</OutputKey><OutputValue>${url}/</OutputValue></member></Outputs>
  </member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
const awsError = (code: string, message: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

describe('the command in a process of its own', () => {
  it('answers with text, JSON and its exit code', async () => {
    await using api = await signedApi(({ path }) =>
      path === '/operate/status'
        ? { status: 200, body: ANSWERS.status }
        : { status: 404, body: { error: 'not-found', because: 'No such hold' } },
    );
    const status = await typed(['status', '--json', '--endpoint', api.url]);
    expect(status).toEqual({ exit: 1, stdout: `${JSON.stringify(ANSWERS.status)}\n`, stderr: '' });
    const hold = await typed(['hold', 'show', 'hold_1', '--endpoint', api.url]);
    expect(hold).toEqual({ exit: 3, stdout: '', stderr: 'No such hold\n' });
    expect(api.received.map(({ isSigned }) => isSigned)).toEqual([true, true]);
  });

  it('asks CloudFormation where the deployed stack is', async () => {
    await using api = await signedApi(() => ({ status: 200, body: ANSWERS.find }));
    await using cloudFormation = await signedApi(() => ({ status: 200, body: stackAt(api.url) }));
    const env = { AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url };
    const { exit, stderr } = await typed(['find', '--worker', 'w', '--env', 'prod'], env);
    expect([exit, stderr]).toEqual([0, '']);
    expect(cloudFormation.received[0]?.body).toContain('StackName=atlan-lifecycle-prod-service');
    expect(api.received).toMatchObject([{ path: '/operate/find', isSigned: true }]);
  });

  it.each([
    ['there is no such stack', 400, awsError('ValidationError', 'Stack with id s does not exist'), 6],
    ['this principal may not look', 403, awsError('AccessDenied', 'no'), 5],
    ['AWS is in trouble', 500, '', 6],
  ])('says what to do when %s', async (_what, status, body, code) => {
    await using cloudFormation = await signedApi(() => ({ status, body }));
    const env = { AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url };
    const { exit, stdout, stderr } = await typed(['status', '--env', 'prod'], env);
    expect([exit, stdout]).toEqual([code, '']);
    expect(stderr).toContain('--endpoint');
    expect(stderr.split('\n').length).toBe(2);
  });

  it('says so when no user is signed in', async () => {
    const { exit, stderr } = await typed(['status', '--endpoint', 'http://127.0.0.1:1'], {
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      HOME: '/nowhere',
    });
    expect([exit, stderr]).toEqual([
      5,
      'No AWS credentials were found, or they have expired: sign in to AWS, or set AWS_PROFILE\n',
    ]);
  });
});
