import { describe, expect, it } from 'vitest';

import { readPolicy } from '../../shared/contracts/operate/policy/proposed-policy.ts';
import { commandLineRun } from '../support/command-line.ts';
import { signedApi } from '../support/signed-api.ts';

const lost = { workerKey: 'w', target: 'atlan-prod', state: 'loses', what: 'group', name: 'Finance', rule: 'finance' };
const typed = async (file: string, rows: readonly object[] = []) => {
  const totals = { facts: rows.length, rows: rows.length, byState: {} };
  await using api = await signedApi(() => ({ status: 200, body: { rows, totals, added: [], removed: [] } }));
  const said = await commandLineRun(['policy', 'test', file, '--endpoint', api.url]);
  return { ...said, asked: api.received.map(({ body }) => JSON.parse(body)) };
};

describe('policy test on the command line', () => {
  it('sends the policy of the file and nothing else of it', async () => {
    const { exit, asked } = await typed('test/support/company.config.ts');
    expect(exit).toBe(0);
    expect(Object.keys(asked[0])).toEqual(['policy']);
    const { targets, rules } = readPolicy(asked[0].policy);
    expect(Object.values(targets).flatMap(Object.keys)).toEqual(Object.keys(targets).map(() => 'maxRole'));
    expect(rules.length).toBeGreaterThan(0);
    expect(JSON.stringify(readPolicy(asked[0].policy))).not.toMatch(/defaultTimeZone|allowedEmailDomains|protected|@/);
  });

  it('exits with 1 where someone would be locked out, and with 0 where someone loses less', async () => {
    const file = 'test/support/company.config.ts';
    expect(await typed(file, [lost])).toMatchObject({ exit: 0 });
    expect(await typed(file, [lost, { ...lost, state: 'locked-out', what: 'role' }])).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('1 worker would be locked out'),
    });
  });

  it('refuses a file that could not be deployed, before anything is sent', async () => {
    expect(await typed('nosuch.config.ts')).toMatchObject({ exit: 2, asked: [] });
    const { exit, asked, stderr } = await typed('cli/exit-code.ts');
    expect([exit, asked]).toEqual([2, []]);
    expect(stderr).toContain('cli/exit-code.ts has');
  });
});
