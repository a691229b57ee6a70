import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { staffIn } from '../../shared/contracts/operate/baseline/staff-row.ts';
import type { RosterRow } from '../../shared/contracts/operate/report/report-roster.ts';
import { commandLineRun } from '../support/command-line.ts';
import { signedApi } from '../support/signed-api.ts';

const missing = (n: number): RosterRow => ({
  state: 'missing',
  workerKey: `w${n}`,
  sourceKeys: [`hr:${n}`],
  targets: ['atlan-prod'],
});

/** A control plane that has the workers 0 to `known`, all with access, half of them in each page of an answer. */
async function roster(text: string, known: number, options: readonly string[] = []) {
  const path = await mkdtemp(join(tmpdir(), 'roster-'));
  await using folder = { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
  const file = join(folder.path, 'staff.csv');
  await writeFile(file, text);
  const numbers = Array.from({ length: known }, (_, n) => n);
  await using api = await signedApi(({ body }) => {
    const { staff, after, cursor } = JSON.parse(body);
    const ids = (staffIn(staff) ?? []).map(({ sourceWorkerId }) => Number(sourceWorkerId));
    const unknown = ids.flatMap((id, index): RosterRow[] =>
      id < known ? [] : [{ state: 'unknown', row: Number(after ?? 0) + index + 1, sourceWorkerId: String(id) }],
    );
    const said = { connection: 'hr', compared: cursor ? 0 : ids.length, access: 0, mayBeIncomplete: false };
    if (after !== undefined)
      return { status: 200, body: { ...said, rows: unknown, listed: ids.map((id) => `w${id}`) } };
    const page = cursor ? numbers.slice(known / 2) : numbers.slice(0, known / 2);
    const rows = [...page.filter((n) => !ids.includes(n)).map(missing), ...(cursor ? [] : unknown)];
    return { status: 200, body: { ...said, access: page.length, rows, ...(!cursor && { next: 'c1' }) } };
  });
  const argv = ['report', 'roster', file, '--connection', 'hr', '--endpoint', api.url, ...options];
  const { exit, stdout, stderr } = await commandLineRun(argv);
  const asked = api.received.map(({ body }) => JSON.parse(body));
  return { exit, stdout, stderr: stderr.replaceAll(file, 'staff.csv'), asked };
}

const list = (...ids: readonly number[]) =>
  ['sourceWorkerId,startDate', ...ids.map((id) => `${id},2021-05-01`)].join('\n');
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('report roster with a file', () => {
  it('compares all workers once, and takes those of the later parts from what the first one lacks', async () => {
    const { exit, asked, stdout } = await roster(list(...upTo(250), 999), 250, ['--json']);
    expect(asked.map(({ staff, after, cursor }) => [staffIn(staff)?.length, after, cursor])).toEqual([
      [100, undefined, undefined],
      [100, undefined, 'c1'],
      [100, '100', undefined],
      [51, '200', undefined],
    ]);
    expect(exit).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      connection: 'hr',
      compared: 251,
      access: 250,
      rows: [{ state: 'unknown', row: 251, sourceWorkerId: '999' }],
      mayBeIncomplete: false,
    });
  });

  it('exits with 0 where nothing differs', async () => {
    const { exit, stdout } = await roster(list(...upTo(4)), 4);
    expect(exit).toBe(0);
    expect(stdout).toContain('hr: 4 rows and 4 workers with access compared: 0 missing');
  });

  it('says first that a list may be incomplete, and shows the table all the same', async () => {
    const { exit, stdout } = await roster(list(0, 1), 4);
    expect(exit).toBe(1);
    expect(stdout).toMatch(/^The list may be incomplete: it does not have 2 of the 4 workers of hr with access\n/);
    expect(stdout).toContain('atlan-lifecycle explain --worker w3');
  });

  it('lists what is wrong with the file, and asks nothing', async () => {
    const { exit, asked, stderr } = await roster('sourceWorkerId,startDate\n1,01.05.2021\n', 4);
    expect([exit, asked]).toEqual([2, []]);
    expect(stderr).toBe('staff.csv:2 column startDate "01.05.2021" must be a date that exists, written YYYY-MM-DD\n');
  });
});
