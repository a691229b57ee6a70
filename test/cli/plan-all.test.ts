import { describe, expect, it } from 'vitest';

import { commandLineRun } from '../support/command-line.ts';
import { signedApi } from '../support/signed-api.ts';

const AT = '2026-12-01T00:00:00.000Z';
const row = (n: number) => ({
  workerKey: `wrk_${n}`,
  target: 'atlan-prod',
  state: 'set-role',
  rule: 'members',
  accountId: `acc-${n}`,
  from: '$guest',
  role: '$member',
  events: [`evt_${n}`],
});
const page = (n: number, more: object) => ({
  rows: [row(n)],
  totals: { facts: 1, rows: 1, byState: { 'set-role': 1 } },
  at: AT,
  sweeps: [{ target: 'atlan-prod', sweptAt: AT }, { target: 'atlan-sandbox' }],
  ...more,
});

describe('the plan of all workers on the command line', () => {
  it('is asked for to its end, and says when the targets were swept', async () => {
    const answers = [page(1, { next: 'more' }), page(2, {})];
    await using api = await signedApi(() => ({ status: 200, body: answers.shift() }));
    const line = 'plan --at 2026-12-01 --all --diff'.split(' ');
    const { stdout, exit } = await commandLineRun([...line, '--endpoint', api.url]);
    expect(exit).toBe(0);
    expect(api.received.map(({ body }) => JSON.parse(body).cursor)).toEqual([undefined, 'more']);
    expect(stdout).toContain('2 workers would be another at');
    expect(stdout).toMatch(/wrk_1 .*acc-1 +\$guest → \$member +members +evt_1/);
    expect(stdout).toContain('atlan-prod as of the sweep of');
    expect(stdout).toContain('atlan-sandbox was not swept yet');
  });

  it('can be had as a sheet', async () => {
    await using api = await signedApi(() => ({ status: 200, body: page(1, {}) }));
    const line = 'plan --at 2026-12-01 --all --diff --csv'.split(' ');
    const { stdout } = await commandLineRun([...line, '--endpoint', api.url]);
    expect(stdout.split('\r\n')[1]).toBe(
      '"wrk_1","atlan-prod","set-role","acc-1","$guest → $member","members","evt_1"',
    );
  });
});
