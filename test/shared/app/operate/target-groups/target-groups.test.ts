import { describe, expect, it } from 'vitest';

import { brokenAt } from '../../../../../shared/domain/receipt.ts';
import type { CompanySettings } from '../../../../support/company.ts';
import { controlPlane, OPERATOR } from '../control-plane.ts';

const TARGET = 'atlan-prod';
const CHAIN = `groups of ${TARGET}`;
const go = { target: TARGET, reason: 'asked for by finance', go: true };

/** A control plane in mode enforce, whose target has the groups of these aliases. */
async function plane(...aliases: readonly string[]) {
  return planeOf({}, ...aliases);
}

async function planeOf(target: CompanySettings['target'], ...aliases: readonly string[]) {
  const made = await controlPlane({ operators: { [OPERATOR]: { name: 'Sam' } }, target });
  const { acme } = made;
  await acme.deps.ledger.flags.setMode(TARGET, 'enforce', OPERATOR, acme.clock.now());
  const call = { deadline: acme.clock.now() + 60_000 };
  const ids: string[] = [];
  for (const alias of aliases) {
    const group = await acme.atlan.createGroup({ alias }, call);
    if (group.kind === 'done') ids.push(group.value.group.id);
  }
  const receipts = () => acme.deps.ledger.receipts.chain(CHAIN);
  return { ...made, call, ids, receipts };
}

const verdicts = (chain: Awaited<ReturnType<Awaited<ReturnType<typeof plane>>['receipts']>>) =>
  chain.map(({ header }) => [header.action, header.verdict]);

describe('the groups of a target', () => {
  it('are listed by name, and those that the configuration uses are marked', async () => {
    const { tell, acme } = await plane('Old project');
    const [used = ''] = Object.keys(acme.deps.targets[0]!.settings.groups);
    await acme.atlan.createGroup({ alias: used }, { deadline: acme.clock.now() + 1 });
    const { groups } = await tell('target groups list', { target: TARGET });
    expect(groups).toContainEqual(expect.objectContaining({ alias: 'Old project', usedBy: [] }));
    expect(groups.find(({ name, alias }) => (alias ?? name) === used)?.usedBy).toEqual(['policy']);
    const names = groups.map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
  });

  it('are shown one by one, by id, by alias and by internal name', async () => {
    const { tell, acme, ids, call } = await plane('Old project');
    const account = { id: 'acc-1', email: 'ada@example.com', state: 'active' } as const;
    acme.atlan.put(account);
    await acme.atlan.addToGroups('acc-1', ids, call);
    for (const group of ['Old project', 'old_project', ids[0]])
      expect(await tell('target groups show', { target: TARGET, group })).toMatchObject({
        group: { alias: 'Old project', members: 1 },
        managedBy: 'us',
        members: [account],
        access: [],
      });
  });

  it('are counted, with the target’s own figures', async () => {
    const { tell } = await plane('A', 'B');
    expect(await tell('target groups count', { target: TARGET })).toEqual({ target: TARGET, groups: 2 });
    expect(await tell('target groups stats', { target: TARGET })).toEqual({ target: TARGET, figures: { all: 2 } });
  });

  it('are not mixed up: two of one name, none of that name, and an API that has ended are said', async () => {
    const { ask } = await plane('A');
    expect(await ask('target groups show', { target: TARGET, group: 'nothing' })).toMatchObject({
      kind: 'refused',
      error: 'not-found',
      because: expect.stringContaining('target groups list shows those there are'),
    });
    expect(await ask('target groups list', { target: TARGET, api: 'v1' })).toMatchObject({
      kind: 'refused',
      error: 'conflict',
      because: expect.stringContaining('leave --api out'),
    });
  });
});

describe('making a group', () => {
  it('is only planned without go, and leaves no receipt', async () => {
    const { tell, receipts } = await plane();
    expect(await tell('target groups create', { target: TARGET, group: 'Finance', reason: 'r' })).toEqual({
      target: TARGET,
      group: { name: 'Finance' },
      dryRun: true,
      result: 'would-change',
    });
    expect((await tell('target groups list', { target: TARGET })).groups).toEqual([]);
    expect(await receipts()).toEqual([]);
  });

  it('is read back, and two receipts say who did it and why', async () => {
    const { tell, receipts, observe } = await plane();
    expect(await tell('target groups create', { ...go, group: 'Finance', description: 'who reads' })).toMatchObject({
      group: { name: 'finance', alias: 'Finance' },
      dryRun: false,
      result: 'verified',
      receipt: 1,
    });
    const chain = await receipts();
    expect(verdicts(chain)).toEqual([
      ['create-group', 'intended'],
      ['create-group', 'verified'],
    ]);
    expect(chain[1]?.payload).toMatchObject({ group: 'Finance', operator: 'Sam', reason: go.reason });
    expect(brokenAt(chain, CHAIN)).toBeUndefined();
    expect(observe.counts['GroupChanged']).toBe(1);
  });

  it('of one that is there changes nothing', async () => {
    const { tell, receipts } = await plane('Finance');
    expect(await tell('target groups create', { ...go, group: 'Finance' })).toMatchObject({ result: 'already' });
    expect(await receipts()).toEqual([]);
  });

  it('that the target refuses is a refusal with its receipt', async () => {
    const { ask, receipts } = await plane();
    expect(await ask('target groups create', { ...go, group: '数据' })).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('leaves no internal name'),
    });
    expect(verdicts(await receipts())).toEqual([
      ['create-group', 'intended'],
      ['create-group', 'refused'],
    ]);
  });

  it('stops at the mode observe and at a pause', async () => {
    const { ask, acme, tell } = await plane();
    await tell('pause', { what: 'target', target: TARGET, reason: 'migration' });
    expect(await ask('target groups create', { ...go, group: 'Finance' })).toMatchObject({
      kind: 'refused',
      because: `Writes to ${TARGET} are paused by Sam: migration; resume ends it`,
    });
    await acme.deps.ledger.flags.setMode(TARGET, 'observe', OPERATOR, acme.clock.now());
    expect(await ask('target groups create', { ...go, group: 'Finance' })).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('is in mode observe'),
    });
    expect((await tell('target groups list', { target: TARGET })).groups).toEqual([]);
  });
});

describe('deleting a group', () => {
  it('is read back', async () => {
    const { tell, receipts } = await plane('Old project', 'Other');
    expect(await tell('target groups delete', { ...go, group: 'Old project' })).toMatchObject({ result: 'verified' });
    expect((await tell('target groups list', { target: TARGET })).groups).toMatchObject([{ alias: 'Other' }]);
    expect(verdicts(await receipts()).at(-1)).toEqual(['delete-group', 'verified']);
  });

  it('is refused for a group of the catalogue, a protected one, and one that an identity provider manages', async () => {
    const { ask, acme, tell } = await plane('Break glass');
    const [used = ''] = Object.keys(acme.deps.targets[0]!.settings.groups);
    await acme.atlan.createGroup({ alias: used }, { deadline: acme.clock.now() + 1 });
    expect(await ask('target groups delete', { ...go, group: used })).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('policy may use it'),
    });
    for (const [target, because] of [
      [{ protected: { globs: ['break*'] } }, 'protects this group'],
      [{ idpGroups: ['Break glass'] }, 'an identity provider manages this group'],
    ] as const) {
      const other = await planeOf(target, 'Break glass');
      expect(await other.ask('target groups delete', { ...go, group: 'Break glass' })).toMatchObject({
        kind: 'refused',
        because: expect.stringContaining(because),
      });
      expect((await other.tell('target groups list', { target: TARGET })).groups).toHaveLength(1);
    }
    expect((await tell('target groups list', { target: TARGET })).groups).toHaveLength(2);
  });
});

describe('what membership in a group gives', () => {
  const role = { resource: 'ari:cloud:jira::site/1', role: 'atlassian/user' };

  it('is granted once, listed, and revoked once', async () => {
    const { tell, receipts } = await plane('Jira users');
    const group = 'Jira users';
    const listed = async () => (await tell('target groups access list', { target: TARGET, group })).access;
    expect(await tell('target groups access grant', { target: TARGET, reason: 'r', group, ...role })).toMatchObject({
      result: 'would-change',
    });
    expect(await listed()).toEqual([]);
    expect(await tell('target groups access grant', { ...go, group, ...role })).toMatchObject({ result: 'verified' });
    expect(await tell('target groups access grant', { ...go, group, ...role })).toMatchObject({ result: 'already' });
    expect(await listed()).toEqual([role]);
    expect(await tell('target groups access revoke', { ...go, group, ...role })).toMatchObject({ result: 'verified' });
    expect(await tell('target groups access revoke', { ...go, group, ...role })).toMatchObject({ result: 'already' });
    expect(await listed()).toEqual([]);
    expect(verdicts(await receipts())).toEqual([
      ['grant-access', 'intended'],
      ['grant-access', 'verified'],
      ['revoke-access', 'intended'],
      ['revoke-access', 'verified'],
    ]);
  });

  it('that does not show after a yes is unverified, and the receipt says so', async () => {
    const { tell, acme, receipts } = await plane('Jira users');
    const { access } = acme.atlan.groupAdministration ?? {};
    if (access) Object.assign(access, { grant: async () => ({ kind: 'done', value: undefined }) });
    expect(await tell('target groups access grant', { ...go, group: 'Jira users', ...role })).toMatchObject({
      result: 'unverified',
    });
    expect(verdicts(await receipts()).at(-1)).toEqual(['grant-access', 'unverified']);
  });
});
