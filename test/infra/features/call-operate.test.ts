import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

import { callOperate } from '../../../local/automation/call-operate.ts';

interface Asked {
  readonly path: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
}

/** A control plane that gives each answer once, the last one again and again. */
async function controlPlane(...answers: readonly { readonly status?: number; readonly body: object }[]) {
  const asked: Asked[] = [];
  const answerTo = async (request: IncomingMessage, response: ServerResponse) => {
    const { authorization } = request.headers;
    asked.push({ path: request.url ?? '', body: JSON.parse(await text(request)), authorization });
    const { status = 200, body } = answers[Math.min(asked.length, answers.length) - 1] ?? { body: {} };
    response.writeHead(status).end(JSON.stringify(body));
  };
  const server = createServer((request, response) => void answerTo(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/operate/`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** The script as Systems Manager runs it, but for AWS's own packages. */
async function inPython(events: object): Promise<{ readonly result: unknown; readonly said: string }> {
  const program =
    'import json, sys; sys.path[:0] = ["infra/features/automation", "test/infra/features/stub-boto"]; ' +
    'module = __import__("call-operate"); print(json.dumps(module.call_operate(json.load(sys.stdin), None)))';
  const python = spawn('python3', ['-B', '-c', program]);
  python.stdin.end(JSON.stringify(events));
  const [printed, said] = await Promise.all([text(python.stdout), text(python.stderr)]);
  return { result: printed === '' ? undefined : JSON.parse(printed), said };
}

const inTypeScript = (events: object) =>
  callOperate(events, async (url, body) => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    return (await response.json()) as Readonly<Record<string, unknown>>;
  });

const hasPython = spawnSync('python3', ['--version']).status === 0;
const EMPTY = { Fields: {}, Switches: {}, Execution: 'e-1' };
const approval = (Approver: string, Decision = 'Approve') => ({ Approver, Decision, Comment: 'read it' });

describe.skipIf(!hasPython)('the script of the runbook documents', () => {
  const cases: readonly (readonly [what: string, events: object])[] = [
    ['an empty question', { ...EMPTY, Command: 'status' }],
    [
      'fields that are given, and no others',
      { ...EMPTY, Command: 'find', Fields: { email: 'ada@example.com', worker: '' } },
    ],
    [
      'switches that are set, and no others',
      {
        ...EMPTY,
        Command: 'disable',
        Fields: { worker: 'w-1' },
        Switches: { evenProtected: 'true', despiteSwitch: 'false' },
      },
    ],
    [
      'another command when nothing is given',
      { ...EMPTY, Command: 'find', Otherwise: 'status', Fields: { email: '' } },
    ],
    [
      'the command itself when something is',
      { ...EMPTY, Command: 'find', Otherwise: 'status', Fields: { email: 'ada@example.com' } },
    ],
    [
      'a reason with the execution',
      { ...EMPTY, Command: 'pause', Fields: { what: 'writes', reason: 'späte Wartung' } },
    ],
    [
      'a reason with those who approved',
      {
        ...EMPTY,
        Command: 'mode',
        Fields: { reason: 'agreed' },
        Decisions: [approval('arn:aws:iam::111122223333:user/ines'), approval('mara', 'Reject'), approval('olu')],
      },
    ],
    [
      'a reason that would be too long',
      {
        ...EMPTY,
        Command: 'mode',
        Fields: { reason: 'x'.repeat(400) },
        Decisions: [approval('y'.repeat(90)), approval('z'.repeat(90))],
      },
    ],
  ];

  it.each(cases)('asks as the local cloud does: %s', async (_what, events) => {
    await using plane = await controlPlane({ body: { fine: true } });
    const { result, said } = await inPython({ ...events, Url: plane.url });
    await inTypeScript({ ...events, Url: plane.url });
    expect(said).toBe('');
    expect(result).toMatchObject({ Answer: '{"fine": true}' });
    const [python, typescript] = plane.asked;
    expect([python?.path, python?.body]).toEqual([typescript?.path, typescript?.body]);
    expect(python?.authorization).toBe('credentials execute-api eu-west-1');
    expect(python?.body).toMatchSnapshot();
  });

  it('asks again while there is more to do', async () => {
    await using plane = await controlPlane({ body: { complete: false } }, { body: { complete: true } });
    const { result } = await inPython({ ...EMPTY, Url: plane.url, Command: 'mode' });
    expect(result).toMatchObject({ Answer: '{"complete": true}' });
    expect(plane.asked).toHaveLength(2);
  });

  const redrive = { ...EMPTY, Command: 'dlq-redrive', Fields: { class: 'down' }, Switches: { go: 'true' } };

  it('goes on with the same run where an answer says how, as the local cloud does', async () => {
    const answers = [{ body: { complete: false, next: '2026-03-02T08:00:00Z' } }, { body: { complete: true } }];
    for (const act of [inPython, inTypeScript]) {
      await using plane = await controlPlane(...answers);
      await act({ ...redrive, Url: plane.url });
      expect(plane.asked.map(({ body }) => body)).toEqual([
        { class: 'down', go: true },
        { class: 'down', go: true, cursor: '2026-03-02T08:00:00Z' },
      ]);
    }
  });

  it.each([
    ['stopped at a new failure', { complete: false, stopped: 'A message failed in a new way meanwhile' }],
    ['only looked', { complete: false, dryRun: true }],
  ])('does not begin anew what %s', async (_what, body) => {
    for (const act of [inPython, inTypeScript]) {
      await using plane = await controlPlane({ body }, { body: { complete: true } });
      await act({ ...redrive, Url: plane.url });
      expect(plane.asked).toHaveLength(1);
    }
  });

  it('fails with what the control plane said', async () => {
    await using plane = await controlPlane({ status: 409, body: { because: 'Mara was faster' } });
    const { result, said } = await inPython({ ...EMPTY, Url: plane.url, Command: 'hold-approve' });
    expect(result).toBeUndefined();
    expect(said).toContain('/operate/hold-approve answered 409: {"because":"Mara was faster"}');
  });

  it('leaves out what is too long to show', async () => {
    await using plane = await controlPlane({ body: { story: 'x'.repeat(30_000) } });
    const { result } = await inPython({ ...EMPTY, Url: plane.url, Command: 'explain' });
    expect((result as { Answer: string }).Answer).toMatch(/… \(ask the command line for the rest\)$/);
  });
});
