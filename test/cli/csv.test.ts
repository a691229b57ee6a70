import { describe, expect, it } from 'vitest';

import { csvOf } from '../../cli/show/paper/csv.ts';
import { commandLineRun } from '../support/command-line.ts';
import { ANSWERS } from '../support/operate-answers.ts';
import { signedApi } from '../support/signed-api.ts';

const PERIOD = ['--from', '2026-03-01T00:00:00Z', '--to', '2026-04-01T00:00:00Z'];

describe('a report as CSV', () => {
  it('is what RFC 4180 says, and nothing else is on stdout', async () => {
    await using api = await signedApi(() => ({ status: 200, body: ANSWERS['report approvals'] }));
    const line = ['report', 'approvals', ...PERIOD, '--csv', '--endpoint', api.url];
    const { stdout, stderr, exit } = await commandLineRun(line);
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      '"hold","kind","target","worker","opened","decided","by","verdict","reason"\r\n' +
        '"hold_0123456789abcdef0123","leaver-limit","atlan-prod","wrk_1","2026-03-31T22:00:00.000Z",' +
        '"2026-04-01T09:30:05.123Z","sam","approved","checked with HR"\r\n',
    );
  });

  it.each([
    ['observe', ['atlan-prod']],
    ['leavers', PERIOD],
    ['joiners', PERIOD],
    ['access', []],
  ] as const)('can be had of report %s, every row as long as its head', async (name, options) => {
    await using api = await signedApi(() => ({ status: 200, body: ANSWERS[`report ${name}`] }));
    const { stdout } = await commandLineRun(['report', name, ...options, '--csv', '--endpoint', api.url]);
    const lines = stdout.split('\r\n').slice(0, -1);
    expect(lines).toHaveLength(3);
    expect(new Set(lines.map((text) => text.split('","').length)).size).toBe(1);
    expect(stdout).not.toMatch(/undefined|null|\[object/);
  });

  it('has all pages in it', async () => {
    await using api = await signedApi(({ body }) => {
      const { next: _, ...page } = { ...ANSWERS['report approvals'], next: '' };
      return { status: 200, body: JSON.parse(body).cursor === undefined ? { ...page, next: 'c1' } : page };
    });
    const line = ['report', 'approvals', ...PERIOD, '--endpoint', api.url];
    expect((await commandLineRun([...line, '--csv'])).stdout.split('\r\n')).toHaveLength(4);
    expect(JSON.parse((await commandLineRun([...line, '--json'])).stdout).totals).toEqual({
      facts: 2,
      rows: 2,
      byState: { approved: 2 },
    });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('lets %j be no formula', (cell) => {
    expect(csvOf({ head: ['h'], rows: [[cell]] })).toBe(`"h"\r\n"'${cell}"\r\n`);
  });

  it('doubles quotes, and keeps commas and line ends within a cell', () => {
    expect(csvOf({ head: ['a', 'b', 'c'], rows: [['say "no"', 'x,\r\ny', undefined]] })).toBe(
      '"a","b","c"\r\n"say ""no""","x,\r\ny",""\r\n',
    );
  });

  it('is not to be had together with JSON, nor of what is no list', async () => {
    await using api = await signedApi(() => ({ status: 200, body: ANSWERS['report access'] }));
    const at = ['--endpoint', api.url];
    expect(await commandLineRun(['report', 'access', '--csv', '--json', ...at])).toMatchObject({ exit: 2, stdout: '' });
    expect(await commandLineRun(['status', '--csv', ...at])).toMatchObject({ exit: 2, stdout: '' });
    expect(api.received).toEqual([]);
  });
});
