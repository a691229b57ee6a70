import { describe, expect, it } from 'vitest';

import { COMMANDS, type CommandName } from '../../shared/contracts/operate/registry.ts';
import { commandLineRun } from '../support/command-line.ts';
import { ANSWERS } from '../support/operate-answers.ts';
import { signedApi } from '../support/signed-api.ts';

const LINES: Readonly<Record<CommandName, string>> = {
  status: 'status',
  find: 'find --worker wrk_1',
  explain: 'explain --worker wrk_1',
  plan: 'plan --worker wrk_1',
  'hold list': 'hold list',
  'hold show': 'hold show hold_1',
  'hold approve': 'hold approve hold_1 --reason r',
  'hold reject': 'hold reject hold_1 --reason r',
  'expect announce': 'expect announce --kind leavers --up-to 40 --until 2026-12-03 --reason r',
  'expect list': 'expect list',
  'expect end': 'expect end exp_7b1e0c1c --reason r',
  disable: 'disable --worker wrk_1 --reason r --even-protected',
  'override list': 'override list',
  'override lift': 'override lift ovr_wrk-1_4 --reason r',
  undo: 'undo wrk-1@12 --until 2026-06-30 --reason r --go',
  'worker link': 'worker link --source hr:2 --to wrk_1 --reason r',
  'worker sponsor': 'worker sponsor po-4711 --until 2026-12-31 --reason r',
  'worker remove': 'worker remove atlan-prod --worker wrk_1 --transfer-to u2 --reason r',
  'worker separate': 'worker separate --source hr:2 --reason r',
  mode: 'mode atlan-prod',
  'rollout plan': 'rollout plan atlan-prod --by department --per-day 50',
  'rollout start': 'rollout start atlan-prod --per-day 50 --reason r',
  'rollout pause': 'rollout pause atlan-prod --reason r',
  'rollout list': 'rollout list',
  'policy test': 'policy test lifecycle.config.ts',
  'baseline import': 'baseline import [["sourceWorkerId"]] --connection hr --as-of 2026-03-01',
  'baseline review': 'baseline review atlan-prod',
  'baseline apply': 'baseline apply atlan-prod 3f2a9c0d41b87e65',
  'policy activate': 'policy activate 3f2a9c0d41b87e65',
  pause: 'pause target --target atlan-prod --reason r',
  resume: 'resume target --target atlan-prod --reason r',
  'gate list': 'gate list',
  'gate open': 'gate open atlan-prod --reason r',
  'target groups list': 'target groups list atlan-prod',
  'target groups show': 'target groups show atlan-prod finance_readers',
  'target groups create': 'target groups create atlan-prod FinanceReaders --reason r',
  'target groups delete': 'target groups delete atlan-prod old_project --reason r --go',
  'target groups count': 'target groups count atlan-prod',
  'target groups stats': 'target groups stats atlan-prod',
  'target groups access list': 'target groups access list atlan-prod jira-users',
  'target groups access grant':
    'target groups access grant atlan-prod jira-users --resource ari:cloud:jira::site/1 --role atlassian/user --reason r --go',
  'target groups access revoke':
    'target groups access revoke atlan-prod jira-users --resource ari:cloud:jira::site/1 --role atlassian/user --reason r',
  doctor: 'doctor --target atlan-prod',
  'report observe': 'report observe atlan-prod',
  'report leavers': 'report leavers --from 2026-03-01T00:00:00Z --to 2026-04-01T00:00:00Z',
  'report joiners': 'report joiners --from 2026-03-01T00:00:00Z --to 2026-04-01T00:00:00Z',
  'report access': 'report access',
  'report approvals': 'report approvals --from 2026-03-01T00:00:00Z --to 2026-04-01T00:00:00Z',
  'report roster': 'report roster [["sourceWorkerId"]] --connection hr',
  'receipts export': 'receipts export --worker wrk_1 --payloads',
  'subject export': 'subject export wrk_1',
  'subject erase': 'subject erase wrk_1 --reason r --go',
  'dlq list': 'dlq list',
  'dlq show': 'dlq show msg-1',
  'dlq redrive': 'dlq redrive --class the-table-did-not-answer --go --rate 5',
  'quarantine list': 'quarantine list',
  'quarantine show': 'quarantine show 4f0c',
  'quarantine replay': 'quarantine replay 4f0c',
  'quarantine discard': 'quarantine discard 4f0c --reason again',
};

async function shown(line: string, body: unknown, page: Parameters<typeof commandLineRun>[1] = {}) {
  await using api = await signedApi(() => ({ status: 200, body }));
  return (await commandLineRun([...line.split(' '), '--endpoint', api.url], page)).stdout;
}

const COLOUR = String.fromCodePoint(27);

describe('what a person reads', () => {
  it.each(COMMANDS.map(({ name }) => name))('of %s', async (name) => {
    const text = await shown(LINES[name], ANSWERS[name]);
    expect(text).not.toContain(COLOUR);
    expect(text.split('\n').filter((line) => line !== line.trimEnd())).toEqual([]);
    expect(text).not.toMatch(/undefined|null|\[object|NaN/);
    expect(text).toMatchSnapshot();
  });

  it('says so where there is nothing', async () => {
    expect(await shown('hold list', { holds: [], more: false })).toBe('No hold is open\n');
    expect(await shown('gate open atlan-prod --reason r', { gate: { target: 'atlan-prod', state: 'open' } })).toBe(
      'atlan-prod is open\nIt was open already: nothing was changed\n',
    );
    expect(await shown('dlq list', { classes: [], deadLetters: [], more: false })).toBe('Nothing was parked\n');
    expect(await shown('quarantine list', { deliveries: [], discarded: [], more: false })).toBe(
      'Nothing is in quarantine\n',
    );
    expect(await shown('find --worker w', { workers: [{ workerKey: 'w', standing: 'active', targets: [] }] })).toBe(
      'Worker w is active; no target has been checked yet\n',
    );
  });

  it('begins with the headline, whether all is well or not', async () => {
    const healthy = { ...ANSWERS.status, headline: 'Healthy', troubles: [] };
    expect((await shown('status', healthy)).split('\n')[0]).toBe('Healthy');
    expect((await shown('status', ANSWERS.status)).split('\n')[0]).toBe(ANSWERS.status.headline);
  });

  it('says where a chain of receipts is broken', async () => {
    const [worker] = ANSWERS.explain.workers;
    const broken = { workers: [{ ...worker, chain: { receipts: 9, verified: false, brokenAt: 7 } }], story: [] };
    expect(await shown('explain --worker w', broken)).toContain('the chain is BROKEN at position 7');
  });

  it('has colours on a terminal, unless none are wanted', async () => {
    const env = { AWS_REGION: 'eu-central-1' };
    expect(await shown('status', ANSWERS.status, { isTTY: true })).toContain(COLOUR);
    expect(await shown('status', ANSWERS.status, { isTTY: true, env: { ...env, NO_COLOR: '1' } })).not.toContain(
      COLOUR,
    );
  });

  it('is wrapped on a terminal, in the column that holds sentences', async () => {
    const because =
      'the invitation is open, and whoever was invited has not been seen to accept it for a long time now';
    const [worker] = ANSWERS.find.workers;
    const found = { workers: [{ ...worker, targets: [{ ...worker!.targets[0], because }] }] };
    const env = { AWS_REGION: 'eu-central-1', NO_COLOR: '1' };
    const narrow = await shown('find --worker w', found, { isTTY: true, columns: 80, env });
    expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(await shown('find --worker w', found)).toContain(because);
  });
});
