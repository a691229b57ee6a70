import { describe, expect, it } from 'vitest';

import { commandLineRun, notSignedIn } from '../support/command-line.ts';
import { ANSWERS } from '../support/operate-answers.ts';
import { signedApi } from '../support/signed-api.ts';

const shout = async (line: string, answer: Parameters<typeof signedApi>[0] = () => ({ status: 500 })) => {
  await using api = await signedApi(answer);
  const said = await commandLineRun([...line.split(' ').filter(Boolean), '--endpoint', api.url]);
  return { ...said, stderr: said.stderr.replaceAll(api.url, 'https://api'), asked: api.received.length };
};

describe('wrong usage', () => {
  it.each([
    'find --emial ada@example.com',
    'statsu',
    'hold aprove',
    'hold approve',
    'mode',
    'status now',
    'find --email',
  ])('is refused with what was meant: `%s`', async (line) => {
    const { exit, stdout, asked, stderr } = await shout(line);
    expect([exit, stdout, asked]).toEqual([2, '', 0]);
    expect({ [line]: stderr }).toMatchSnapshot();
  });

  it.each(['', 'hold'])('shows the help to whoever names no command: `%s`', async (line) => {
    const { exit, stdout, stderr } = await shout(line);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage: [\s\S]*Give a command\n$/);
  });
});

describe('input that is not valid', () => {
  it('is told in the words of the command line, before anything is sent', async () => {
    const lines = [
      'find',
      'explain --connection hr',
      'plan --source hr:1 --at tomorrow',
      'mode atlan-prod pilot',
      'mode atlan-prod off --reason r',
      'disable --account u9 --reason r',
      'pause target --reason r',
      'hold show x'.replace('x', 'x'.repeat(600)),
    ];
    const said = await Promise.all(lines.map((line) => shout(line)));
    expect(said.map(({ exit, stdout, asked }) => [exit, stdout, asked])).toEqual(lines.map(() => [2, '', 0]));
    expect(said.map(({ stderr }) => stderr).join('')).toMatchInlineSnapshot(`
      "find must name the worker in one way: --worker, --source, --connection with --source-worker-id, or --email
      explain must have one of: --worker, --source, --connection with --source-worker-id, --email, --delivery (given: --connection "hr")
      --at "tomorrow" must be a day, or an instant with a zone, for instance 2026-12-01, 2026-12-01T00:00:00Z or 2026-12-01T09:00[Asia/Tokyo]
      --reason is needed to set a mode
      mode "off" must be observe, pilot or enforce
      disable must name the worker or account in one way: --worker, --source, --connection with --source-worker-id, --email, or --account with target (given: --account "u9", --reason "r")
      target is needed with what = target, and only there
      hold "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… holds at most 512 characters
      "
    `);
  });
});

describe('the exit code', () => {
  it.each([
    ['done', 0, 'find --worker w', { status: 200, body: ANSWERS.find }],
    ['healthy', 0, 'status', { status: 200, body: { ...ANSWERS.status, troubles: [] } }],
    ['a trouble', 1, 'status', { status: 200, body: ANSWERS.status }],
    [
      'refused input',
      2,
      'find --worker w',
      { status: 400, body: { error: 'invalid-input', because: 'worker is odd', fields: [] } },
    ],
    ['not found', 3, 'find --worker w', { status: 404, body: { error: 'not-found', because: 'Nobody is known' } }],
    ['a conflict', 4, 'find --worker w', { status: 409, body: { error: 'conflict', because: 'Somebody was faster' } }],
    ['not signed', 5, 'find --worker w', { status: 401, body: { error: 'unauthorised', because: 'Sign the request' } }],
    ['not allowed', 5, 'find --worker w', { status: 403, body: { message: 'Forbidden' } }],
    ['too large', 2, 'find --worker w', { status: 413, body: { error: 'too-large', because: 'A body holds less' } }],
    ['throttled', 6, 'find --worker w', { status: 429, body: { message: 'Too Many Requests' } }],
    ['trouble there', 6, 'find --worker w', { status: 503, body: 'not JSON' }],
    ['a redirect', 6, 'find --worker w', { status: 302 }],
    ['an answer of another version', 6, 'find --worker w', { status: 200, body: { people: [] } }],
    ['no JSON', 6, 'find --worker w', { status: 200, body: '<html>' }],
  ])('of %s is %i', async (_what, code, line, answer) => {
    const plain = await shout(line, () => answer);
    const forScripts = await shout(`${line} --json`, () => answer);
    expect([plain.exit, forScripts.exit]).toEqual([code, code]);
    if (answer.status === 200 && code < 2) return;
    expect([plain.stdout, forScripts.stdout]).toEqual(['', '']);
    const { because, ...rest } = JSON.parse(forScripts.stderr);
    expect(rest).toEqual({ error: expect.stringMatching(/^[a-z-]+$/) });
    expect(plain.stderr).toBe(`${because}\n`);
    if ('body' in answer && typeof answer.body === 'object' && 'because' in answer.body)
      expect(because).toBe(answer.body.because);
  });

  it('is 6 when the server is not reached, or no answer comes in time', async () => {
    const nobody = await commandLineRun(['status', '--endpoint', 'http://127.0.0.1:1']);
    expect(nobody).toMatchObject({ exit: 6, stdout: '' });
    expect(nobody.stderr).toBe(
      'http://127.0.0.1:1/operate/status could not be reached. Check the address, and that it is running\n',
    );
    const late = await commandLineRun(['status', '--endpoint', 'http://127.0.0.1:1'], {
      fetch: async () => Promise.reject(new DOMException('', 'TimeoutError')),
    });
    expect(late.exit).toBe(6);
    expect(late.stderr).toContain('check before you repeat it');
  });

  it('is 5 for a user who is not signed in', async () => {
    const aws = { credentials: notSignedIn, stackOutputs: notSignedIn };
    expect(await commandLineRun(['status', '--endpoint', 'http://127.0.0.1:1'], { aws })).toMatchObject({ exit: 5 });
  });
});
