import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { staffIn } from '../../shared/contracts/operate/baseline/staff-row.ts';
import { commandLineRun } from '../support/command-line.ts';
import { signedApi } from '../support/signed-api.ts';

/** Runs `baseline import` with a file of this text. Each row is new to the control plane. */
async function imported(text: string, options: readonly string[] = []) {
  const path = await mkdtemp(join(tmpdir(), 'baseline-'));
  await using folder = { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
  const file = join(folder.path, 'staff.csv');
  await writeFile(file, text);
  await using api = await signedApi(({ body }) => {
    const rows = staffIn(JSON.parse(body).staff) ?? [];
    const isDryRun = JSON.parse(body).go !== true;
    const state = isDryRun ? 'new' : 'sent';
    return {
      status: 200,
      body: { connection: 'hr', rows: rows.map(({ sourceWorkerId }) => ({ sourceWorkerId, state })), isDryRun },
    };
  });
  const argv = ['baseline', 'import', file, '--connection', 'hr', '--as-of', '2026-03-01', '--endpoint', api.url];
  const { exit, stdout, stderr } = await commandLineRun([...argv, ...options]);
  const asked = api.received.map(({ body }) => JSON.parse(body));
  return { exit, stdout, stderr: stderr.replaceAll(file, 'staff.csv'), asked };
}

describe('baseline import with a file', () => {
  it('sends the table as text, with the parts of a name as one', async () => {
    const text = [
      '\ufeffsourceWorkerId,startDate,workEmail,firstName,lastName,department,country',
      '67890,2021-05-01,ada@example.com,Ada,Example,"Research, Development",',
      '',
      '67891,2022-01-01,,Bo,,,DE',
    ].join('\r\n');
    const { exit, asked, stdout } = await imported(text);
    expect(exit).toBe(0);
    expect(asked.map(({ staff, ...rest }) => [rest, staffIn(staff)])).toEqual([
      [
        { connection: 'hr', asOf: '2026-03-01' },
        [
          {
            displayName: 'Ada Example',
            sourceWorkerId: '67890',
            startDate: '2021-05-01',
            workEmail: 'ada@example.com',
            department: 'Research, Development',
            country: '',
          },
          {
            displayName: 'Bo',
            sourceWorkerId: '67891',
            startDate: '2022-01-01',
            workEmail: '',
            department: '',
            country: 'DE',
          },
        ],
      ],
    ]);
    expect(stdout).toContain('hr: 2 workers would be brought in, 0 are known; nothing was changed');
  });

  it('makes as many calls as the company is large, and adds the answers up', async () => {
    const rows = Array.from({ length: 250 }, (_, n) => `${n},2021-05-01`);
    const { asked, stdout } = await imported(`sourceWorkerId,startDate\n${rows.join('\n')}\n`, ['--go']);
    expect(asked.map(({ staff, go }) => [staffIn(staff)?.length, go])).toEqual([
      [100, true],
      [100, true],
      [50, true],
    ]);
    expect(stdout).toContain('hr: 250 workers brought in, 0 were known');
  });

  it('lists all that is wrong, each with file, line, column and what to do, and sends nothing', async () => {
    const text = [
      'sourceWorkerId,startDate,workEmail,salary,timeZone',
      '1,2021-05-01,ada@example.com,1,Europe/Berlin',
      '2,01.05.2021,bo,1,CET+1',
      ',2021-05-01,"c',
      'd@example.com",1,',
      '1,2021-05-01,ADA@example.com,1,,more',
    ].join('\n');
    const { exit, asked, stderr } = await imported(text, ['--go']);
    expect([exit, asked]).toEqual([2, []]);
    expect(stderr).toMatchInlineSnapshot(`
      "staff.csv:1 column "salary" is not known: remove it, or name it sourceWorkerId, startDate, timeZone, workEmail, displayName, employeeNumber, workerType, employmentStatus, jobTitle, department, division, location, country, costCenter, managerSourceWorkerId, firstName, lastName
      staff.csv:3 column workEmail "bo" must be an e-mail address, such as ada@example.com
      staff.csv:3 column startDate "01.05.2021" must be a date that exists, written YYYY-MM-DD
      staff.csv:3 column timeZone "CET+1" must be an IANA time zone, such as Europe/Berlin
      staff.csv:4 column sourceWorkerId must hold HR’s own id for the worker
      staff.csv:4 column workEmail "c\\nd@example.com" must be an e-mail address, such as ada@example.com
      staff.csv:6 has 6 cells and the first line 5: quote cells that hold a comma
      staff.csv:6 column sourceWorkerId "1" is that of line 2 too: a worker has one row and an address of their own
      staff.csv:6 column workEmail "ADA@example.com" is that of line 2 too: a worker has one row and an address of their own
      "
    `);
  });

  it.each<[string, string, string]>([
    ['is empty', '', 'staff.csv is empty: its first line names the columns'],
    ['has no row', 'sourceWorkerId,startDate\n', 'staff.csv names no worker'],
    ['lacks a column', 'sourceWorkerId\n1\n', 'staff.csv:1 has no column startDate: add it'],
    ['has a column twice', 'sourceWorkerId,startDate,startDate\n', 'staff.csv:1 column startDate is there twice'],
    ['has an open quote', 'sourceWorkerId,startDate\n1,"2021\n', 'staff.csv:2 is no CSV'],
  ])('is refused where the file %s', async (_what, text, because) => {
    const { exit, asked, stderr } = await imported(text);
    expect([exit, asked]).toEqual([2, []]);
    expect(stderr).toContain(because);
  });
});
