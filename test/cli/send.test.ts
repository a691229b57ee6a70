import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { commandLineRun, NOW, notSignedIn, projectWith } from '../support/command-line.ts';
import { signedApi } from '../support/signed-api.ts';
import { signedHeaders, WEBHOOK_KEY } from '../support/standard-webhooks.ts';

const LEFT = ['send', '--kind', 'left', '--source-worker-id', '67890', '--id', 'msg-1'];

/** A canonical event as a file holds it. */
const event = (id: string, data: object = {}) => ({
  specversion: '1.0',
  id,
  source: 'urn:example:hr',
  type: 'com.example.hr.worker.left.v1',
  time: '2026-03-12T09:15:21Z',
  data: {
    kind: 'left',
    phase: 'scheduled',
    worker: { sourceWorkerId: '67890' },
    effective: { date: '2026-03-31' },
    ...data,
  },
});

const dry = async (...options: readonly string[]) => {
  const { exit, stdout, stderr } = await commandLineRun(['send', '--dry-run', '--json', ...options]);
  return { exit, stderr, event: stdout === '' ? undefined : JSON.parse(stdout) };
};

describe('an event from options', () => {
  it('takes effect today, in the zone that is given', async () => {
    const { event } = await dry(
      ...LEFT.slice(1),
      '--time-zone',
      'Europe/Berlin',
      '--set',
      'department=Analytics',
      '--email',
      'ada@example.com',
    );
    expect(event).toEqual({
      specversion: '1.0',
      id: 'msg-1',
      source: 'urn:atlan-lifecycle:command-line',
      type: 'atlan-lifecycle.worker.left.v1',
      time: '2026-03-12T23:30:00.000Z',
      data: {
        kind: 'left',
        phase: 'effective',
        worker: { sourceWorkerId: '67890', workEmail: 'ada@example.com', department: 'Analytics' },
        effective: { date: '2026-03-13', timeZone: 'Europe/Berlin' },
      },
    });
  });

  it('takes its zone from the connection where none is given', async () => {
    expect((await dry(...LEFT.slice(1), '--hook', 'hr')).event.data.effective).toEqual({
      date: '2026-03-13',
      timeZone: 'Europe/Berlin',
    });
    expect((await dry(...LEFT.slice(1))).event.data.effective).toEqual({ date: '2026-03-12', timeZone: 'UTC' });
  });

  it('has a date only where the kind needs one, or one is given', async () => {
    const seen = ['--kind', 'observed', '--source-worker-id', '1'];
    expect((await dry(...seen)).event.data.effective).toBeNull();
    expect((await dry(...seen, '--date', '2026-12-01')).event.data.effective).toMatchObject({ date: '2026-12-01' });
  });

  it('has an id of its own each time, unless it is given', async () => {
    const line = ['--kind', 'observed', '--source-worker-id', '1'];
    const [one, two] = [await dry(...line), await dry(...line)];
    expect(one.event.id).toMatch(/^cli-/);
    expect(one.event.id).not.toBe(two.event.id);
  });

  it('says all that it was told', async () => {
    const { event } = await dry(
      ...LEFT.slice(1),
      '--phase',
      'corrected',
      '--immediate',
      '--supersedes',
      'msg-0',
      '--set',
      'costCenter=',
    );
    expect(event.data).toMatchObject({
      phase: 'corrected',
      supersedes: 'msg-0',
      worker: { costCenter: '' },
      effective: { immediate: true },
    });
  });
});

describe('an event that ingest would not understand', () => {
  it('is refused before it is sent, with what is wrong', async () => {
    const said = await Promise.all([
      dry(),
      dry('--kind', 'left'),
      dry(...LEFT.slice(1), '--date', '2026-02-30'),
      dry(...LEFT.slice(1), '--time-zone', '+02:00', '--date', '2026-12-01'),
      dry(...LEFT.slice(1), '--time-zone', 'Mars/Olympus'),
      dry(...LEFT.slice(1), '--set', 'salary=1'),
      dry(...LEFT.slice(1), '--set', 'department'),
      dry('--kind', 'fired', '--source-worker-id', '1'),
      dry('--kind', 'left', '--source-worker-id', '1', '--id', 'a.b', '--hook', 'hr'),
      dry('/nowhere/event.json'),
      dry('package.json', '--kind', 'left'),
      dry('package.json'),
    ]);
    expect(said.map(({ exit, event }) => [exit, event])).toEqual(said.map(() => [2, undefined]));
    expect(said.map(({ stderr }) => JSON.parse(stderr).because).join('\n')).toMatchInlineSnapshot(`
      "Say what to send: a file, or --kind and --source-worker-id
      Say what to send: a file, or --kind and --source-worker-id
      data.effective.date "2026-02-30" must be a date that exists, written YYYY-MM-DD
      data.effective.timeZone "+02:00" must be an IANA time zone, such as Europe/Berlin
      --time-zone "Mars/Olympus" must be an IANA time zone, such as Europe/Berlin
      --set "salary=1" must be attribute=value, with one of: workEmail, displayName, employeeNumber, workerType, employmentStatus, jobTitle, department, division, location, country, costCenter, managerSourceWorkerId
      --set "department" must be attribute=value, with one of: workEmail, displayName, employeeNumber, workerType, employmentStatus, jobTitle, department, division, location, country, costCenter, managerSourceWorkerId
      --kind "fired" must be one of: joined, left, moved, rehired, identity_changed, leave_started, leave_ended, converted, record_deleted, observed
      id "a.b" must have no dots and no spaces to go through a hook; give it another one, or send it without --hook
      The file /nowhere/event.json cannot be read: there is no such file
      Give a file or options, not both: --kind
      specversion must be "1.0"
      id must be text
      source must be text
      time must be an RFC 3339 time with an offset, such as 2026-03-12T09:15:21Z
      data must be an object"
    `);
  });

  it('keeps the others of its list from being sent, and is named by its place', async () => {
    await using api = await signedApi(() => ({ status: 202 }));
    const stdin = JSON.stringify([event('a'), event('b', { effective: null })]);
    const { exit, stderr } = await commandLineRun(['send', '-', '--endpoint', api.url], { stdin });
    expect([exit, api.received.length]).toEqual([2, 0]);
    expect(stderr).toBe('[1]: data.effective must not be null for this kind; give the date from which it applies\n');
  });

  it('is told of all that is wrong with all of its list at once, with what stands there', async () => {
    await using api = await signedApi(() => ({ status: 202 }));
    const move = { kind: 'moved', effective: { date: '31.03.2026', timeZone: 'Mars/Base' } };
    const stdin = JSON.stringify([
      event('a', { worker: { sourceWorkerId: '1', jobTitle: 'secret '.repeat(60) } }),
      { ...event('', move), time: 'secret' },
    ]);
    const { exit, stderr } = await commandLineRun(['send', '-', '--endpoint', api.url], { stdin });
    expect([exit, api.received.length]).toEqual([2, 0]);
    expect(stderr).toBe(
      [
        '[1]: id "" must not be empty',
        '[1]: time "secret" must be an RFC 3339 time with an offset, such as 2026-03-12T09:15:21Z',
        '[1]: data.effective.date "31.03.2026" must be a date that exists, written YYYY-MM-DD',
        '[0]: data.worker.jobTitle "secret secret secret secret secret secret secret secret sec… must be at most 256 characters long; it will be left out',
        '[1]: data.effective.timeZone "Mars/Base" must be an IANA time zone, such as Europe/Berlin; it will be left out',
        '',
      ].join('\n'),
    );
  });

  it('of three mistakes names all three, in a file and in options', async () => {
    const wrong = { kind: 'fired', worker: {}, effective: { date: '31.12.2026' } };
    const fromFile = await commandLineRun(['send', '-'], { stdin: JSON.stringify(event('a', wrong)) });
    expect([fromFile.exit, fromFile.stderr.split('\n')]).toEqual([
      2,
      [
        'data.kind "fired" is none of the kinds that this version knows; upgrade, or send one of them',
        'data.worker.sourceWorkerId must be text',
        'data.effective.date "31.12.2026" must be a date that exists, written YYYY-MM-DD',
        '',
      ],
    ]);
    const options = ['--kind', 'fired', '--date', '31.12.2026', '--set', 'salary=1', '--set', 'x'];
    const { exit, stderr } = await commandLineRun(['send', '--source-worker-id', '1', '--phase', 'soon', ...options]);
    expect([exit, stderr.split('\n').map((line) => line.split(' must ')[0])]).toEqual([
      2,
      ['--kind "fired"', '--phase "soon"', '--set "salary=1"', '--set "x"', 'data.effective.date "31.12.2026"', ''],
    ]);
  });

  it('is told with the line and column where its file is no JSON', async () => {
    const { exit, stderr } = await commandLineRun(['send', '-'], { stdin: '{\n  "id": "a"\n  "data": {}\n}' });
    expect([exit, stderr]).toEqual([
      2,
      'standard input:3:3: not JSON: there is "\\"" where a comma or } is expected\n',
    ]);
    const [file, key] = [join(await mkdtemp(join(tmpdir(), 'send-')), 'event.json'), 'whsec_c2VjcmV0'];
    await writeFile(file, `{"id": "a", "key": ${key}}`);
    expect((await commandLineRun(['send', file])).stderr).toBe(
      `${file}:1:20: not JSON: there is "w" where a value is expected\n`,
    );
  });

  it.each(['', '[]', '{', '"text"'])('may be no event at all: %s', async (stdin) => {
    expect(await commandLineRun(['send', '-'], { stdin })).toMatchObject({ exit: 2, stdout: '' });
  });
});

describe('an event of which ingest leaves something out', () => {
  it.each([
    [[], 'data.worker.jobTitle 7 must be text; it will be left out\n'],
    [['--json'], '{"warning":"left-out","because":"data.worker.jobTitle 7 must be text; it will be left out"}\n'],
  ])('is sent as it is, and the sender is told: %j', async (options, told) => {
    await using api = await signedApi(() => ({ status: 202 }));
    const stdin = JSON.stringify(event('a', { worker: { sourceWorkerId: '67890', jobTitle: 7 } }));
    const { exit, stdout, stderr } = await commandLineRun(['send', '-', ...options, '--endpoint', api.url], { stdin });
    expect([exit, stderr, api.received.map(({ body }) => body)]).toEqual([0, told, [stdin]]);
    expect(stdout).toContain('evt_');
  });

  it.each([
    ['without a date', { effective: {} }, {}],
    ['without an id', {}, { id: '' }],
  ])('is not sent as an ending %s: by hand it can be mended', async (_case, data, envelope) => {
    const stdin = JSON.stringify({ ...event('a', data), ...envelope });
    expect(await commandLineRun(['send', '-', '--dry-run'], { stdin })).toMatchObject({ exit: 2, stdout: '' });
  });
});

describe('POST /events', () => {
  it('takes one event as it is, signed, and says what to do next', async () => {
    await using api = await signedApi(() => ({ status: 202 }));
    const stdin = JSON.stringify(event('8d0c'));
    const { exit, stdout } = await commandLineRun(['send', '-', '--endpoint', api.url], { stdin });
    expect(api.received).toMatchObject([{ path: '/events', body: stdin, isSigned: true }]);
    expect(exit).toBe(0);
    expect(stdout.replace(api.url, 'https://api')).toMatchInlineSnapshot(`
      "1 event accepted by https://api

      kind  phase      source key    id    event
      left  scheduled  events:67890  8d0c  evt_04fb9b3bf2ebf07336ffdaba481f9fa2790c6f96

      Next:
      atlan-lifecycle explain --connection events --source-worker-id 67890
      "
    `);
  });

  it('takes a list, a hundred at a time', async () => {
    await using api = await signedApi(() => ({ status: 202 }));
    const events = Array.from({ length: 150 }, (_, index) => event(`id-${index}`));
    const argv = ['send', '-', '--json', '--endpoint', api.url];
    const { stdout } = await commandLineRun(argv, { stdin: JSON.stringify(events) });
    expect(api.received.map(({ body, isSigned }) => [JSON.parse(body).length, isSigned])).toEqual([
      [100, true],
      [50, true],
    ]);
    const said = JSON.parse(stdout);
    expect(said.events.length).toBe(150);
    expect(said.events[0]).toEqual({
      id: 'id-0',
      eventId: expect.stringMatching(/^evt_/),
      sourceKey: 'events:67890',
      kind: 'left',
      phase: 'scheduled',
    });
  });

  it('says how many were accepted before one part was not', async () => {
    let calls = 0;
    await using api = await signedApi(() => ({ status: ++calls === 1 ? 202 : 503 }));
    const stdin = JSON.stringify(Array.from({ length: 150 }, (_, index) => event(`id-${index}`)));
    const { exit, stderr } = await commandLineRun(['send', '-', '--endpoint', api.url], { stdin });
    expect(exit).toBe(6);
    expect(stderr).toContain('100 of 150 events were accepted; the same may be sent again');
  });

  it.each([
    [401, 5],
    [403, 5],
    [404, 3],
    [413, 1],
    [400, 1],
    [503, 6],
  ])('answers %i, and the command ends with %i', async (status, exit) => {
    await using api = await signedApi(() => ({ status }));
    expect(await commandLineRun([...LEFT, '--endpoint', api.url])).toMatchObject({ exit, stdout: '' });
  });
});

describe('a hook', () => {
  it('takes each event by itself, signed with the key of the connection and by no AWS principal', async () => {
    await using api = await signedApi(() => ({ status: 200 }));
    const file = join(await mkdtemp(join(tmpdir(), 'key-')), 'hr.key');
    await writeFile(file, `${WEBHOOK_KEY}\n`);
    const [one, two] = [event('a'), event('b')];
    const argv = ['send', '-', '--hook', 'hr', '--key-file', file, '--endpoint', api.url];
    const aws = { credentials: notSignedIn, stackOutputs: notSignedIn };
    const { exit, stdout } = await commandLineRun(argv, { stdin: JSON.stringify([one, two]), aws });

    expect(exit).toBe(0);
    expect(api.received.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      ['/hooks/hr', one],
      ['/hooks/hr', two],
    ]);
    for (const [index, { headers, body }] of api.received.entries())
      expect(headers).toMatchObject(signedHeaders(body, { id: ['a', 'b'][index]!, at: NOW }));
    expect(api.received[0]?.headers.authorization).toBeUndefined();
    expect(stdout).toContain('atlan-lifecycle explain --connection hr --source-worker-id 67890');
  });

  it('of the local cloud is set up as there, whatever lifecycle.config.ts says', async () => {
    await using api = await signedApi(({ path }) => ({
      status: 200,
      ...(path === '/clock' && { body: { now: NOW } }),
    }));
    const configured = { workday: { kind: 'standard-webhooks', defaultTimeZone: 'Pacific/Auckland' } };
    const connections = { workday: { secret: WEBHOOK_KEY } };
    await using project = await projectWith({ api: api.url, control: api.url, connections, configured });
    const said = await commandLineRun([...LEFT, '--hook', 'workday'], { root: project.root });
    expect(said).toMatchObject({ exit: 0 });
    expect(said.stdout).toContain('workday:67890');
    const { body } = api.received.find(({ path }) => path === '/hooks/workday') ?? { body: '{}' };
    expect(JSON.parse(body)).toMatchObject({ data: { effective: { timeZone: 'Pacific/Auckland' } } });
  });

  it('of the local cloud has its key and its time from there', async () => {
    const later = NOW + 40 * 86_400_000;
    const clock = createServer((request, response) => {
      response.writeHead(request.url === '/clock' ? 200 : 404).end(JSON.stringify({ now: later }));
    });
    await new Promise<void>((resolve) => void clock.listen(0, '127.0.0.1', resolve));
    const address = clock.address();
    const control = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    await using api = await signedApi(() => ({ status: 200 }));
    await using project = await projectWith({ api: api.url, control, connections: { hr: { secret: WEBHOOK_KEY } } });

    expect(await commandLineRun([...LEFT, '--hook', 'hr'], { root: project.root })).toMatchObject({ exit: 0 });
    const [{ headers, body }] = api.received as [(typeof api.received)[number]];
    expect(headers).toMatchObject(signedHeaders(body, { id: 'msg-1', at: later }));
    expect(JSON.parse(body)).toMatchObject({
      time: new Date(later).toISOString(),
      data: { effective: { date: '2026-04-22' } },
    });

    const other = await commandLineRun([...LEFT, '--hook', 'payroll'], { root: project.root });
    expect(other).toMatchObject({
      exit: 2,
      stderr: 'The local cloud has no key for a connection payroll; it has them for hr\n',
    });
    clock.closeAllConnections();
    clock.close();
  });

  it('needs a key that is one, and never shows it', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'key-')), 'hr.key');
    await writeFile(file, 'hunter2');
    const argv = [...LEFT, '--hook', 'hr', '--endpoint', 'http://127.0.0.1:1'];
    expect(await commandLineRun(argv)).toMatchObject({ exit: 2, stderr: expect.stringContaining('--key-file') });
    const { exit, stderr } = await commandLineRun([...argv, '--key-file', file]);
    expect([exit, stderr]).toEqual([2, 'The key must be whsec_ and base64, and nothing else\n']);
  });

  it('is known by its name', async () => {
    await using api = await signedApi(() => ({ status: 404, body: 'no such connection' }));
    const file = join(await mkdtemp(join(tmpdir(), 'key-')), 'hr.key');
    await writeFile(file, WEBHOOK_KEY);
    const { exit } = await commandLineRun([...LEFT, '--hook', 'nobody', '--key-file', file, '--endpoint', api.url]);
    expect(exit).toBe(3);
  });
});
