import { describe, expect, it } from 'vitest';

import { commandLineRun } from '../support/command-line.ts';
import { signedApi } from '../support/signed-api.ts';

const row = (n: number, state: string, more: object = {}) => ({
  hold: `hold_${n}`,
  workerKey: `wrk_${n}`,
  target: 'atlan-prod',
  kind: 'leaver-limit',
  since: '2026-03-31T22:00:00.000Z',
  because: 'The limit is reached',
  state,
  ...more,
});

/** What the command line says and asks, where the control plane gives these answers one after the other. */
async function typed(line: string, ...answers: readonly object[]) {
  const left = [...answers];
  await using api = await signedApi(() => ({ status: 200, body: left.shift() }));
  const said = await commandLineRun([...line.split(' '), '--endpoint', api.url]);
  return { ...said, asked: api.received.map(({ body }) => JSON.parse(body)) };
}

describe('many holds on the command line', () => {
  it('are shown with the number to expect, or as a sheet', async () => {
    const shown = { count: 2, rows: [row(1, 'open'), row(2, 'open')], left: 0 };
    const line = 'hold approve --kind leaver-limit --cohort department=Sales';
    const page = await typed(line, shown);
    expect(page).toMatchObject({ exit: 0, asked: [{ kind: 'leaver-limit', cohort: 'department=Sales' }] });
    expect(page.stdout).toContain('2 holds would be decided with --expect 2; nothing was changed');
    const sheet = await typed(`${line} --csv`, shown);
    expect(sheet.stdout.split('\r\n')[1]).toBe(
      '"hold_1","2026-03-31T22:00:00.000Z","leaver-limit","atlan-prod","wrk_1","open","The limit is reached",""',
    );
    expect((await typed(line, { count: 0, rows: [], left: 0 })).stdout).toBe('No open hold matches\n');
  });

  it('are decided by several calls, each of which expects those that are still open', async () => {
    const own = row(2, 'refused', { problem: 'You cannot approve a change to your own access' });
    const { asked, exit, stdout } = await typed(
      'hold approve --kind leaver-limit --expect 4 --reason r --json',
      { count: 4, rows: [row(1, 'decided'), own], left: 2 },
      { count: 3, rows: [own, row(3, 'decided'), row(4, 'decided')], left: 0 },
    );
    expect(asked.map(({ expect: number }) => number)).toEqual(['4', '3']);
    expect(exit).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      count: 4,
      rows: [row(1, 'decided'), own, row(3, 'decided'), row(4, 'decided')],
      left: 0,
    });
  });

  it('are no matter where one hold is named', async () => {
    const { hold: id, state: _, ...rest } = row(1, 'open');
    const hold = { id, ...rest };
    expect(await typed('hold approve hold_1 --reason r --csv', { hold })).toMatchObject({
      exit: 0,
      asked: [{ hold: 'hold_1', reason: 'r' }],
      stdout: expect.stringContaining('"hold_1"'),
    });
  });
});
