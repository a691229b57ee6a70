import { setImmediate } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { ledgerExclusive } from '../../../../../shared/adapters/ledger/exclusive.ts';
import { ledger } from '../../../../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../../../../shared/adapters/memory/memory-items.ts';
import { fixedRandom } from '../../../../support/fixed-random.ts';
import { type UnleashUnderTest, unleashOnSimulator } from '../../../../support/unleash.ts';
import { between, type Passed } from '../../../../support/unleash-between.ts';
import { group, membersOf, operations, team } from './asked-of-unleash.ts';

/** Another writer: does `change` whenever a group was rewritten, before the client hears of it. */
async function behindOurBack(unleash: UnleashUnderTest, change: () => Promise<unknown>) {
  const afterAnswer = async ({ method }: Passed) => {
    if (method === 'PUT') await change();
  };
  const proxy = await between({ baseUrl: unleash.secret.value.baseUrl, afterAnswer });
  unleash.secret.value = { ...unleash.secret.value, baseUrl: proxy.baseUrl };
  return proxy;
}

describe('the members of a group', () => {
  it('change by a read, a write of the whole group and a read, and nothing else of it changes', async () => {
    await using unleash = await unleashOnSimulator();
    const rest = { description: 'Squad', mappingsSSO: ['sso-dx'], rootRole: 'editor' };
    const { ids, groupId } = await team(unleash, 2, rest);
    expect(await unleash.target.addToGroups(ids[1]!, [groupId], unleash.call)).toMatchObject({ kind: 'done' });
    expect(operations(unleash)).toEqual(['groups.get', 'groups.update', 'groups.get']);
    expect((await unleash.state()).groups).toMatchObject([{ ...rest, members: ids }]);
    await unleash.target.removeFromGroup(groupId, [ids[0]!], unleash.call);
    expect((await unleash.state()).groups).toMatchObject([{ ...rest, members: [ids[1]] }]);
  });

  it('are not written where all is as wanted', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 2);
    await unleash.target.addToGroups(ids[0]!, [groupId], unleash.call);
    await unleash.target.removeFromGroup(groupId, [ids[1]!], unleash.call);
    expect(operations(unleash)).toEqual(['groups.get', 'groups.get']);
  });

  it('change together for all who wait: ten joiners of two groups are three requests a group', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 10);
    const other = await group(unleash, { name: 'Payments' });
    const outcomes = await Promise.all(ids.map((id) => unleash.target.addToGroups(id, [groupId, other], unleash.call)));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['done']));
    expect(unleash.sent).toHaveLength(6);
    expect(await membersOf(unleash, groupId)).toEqual(ids.toSorted());
    expect(await membersOf(unleash, other)).toEqual(ids.toSorted());
  });

  it('end as the last of those who wait said, each being told the truth', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 2);
    const outcomes = await Promise.all([
      unleash.target.addToGroups(ids[1]!, [groupId], unleash.call),
      unleash.target.removeFromGroup(groupId, [ids[1]!], unleash.call),
      unleash.target.addToGroups(ids[1]!, [groupId], unleash.call),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'done']);
    expect(await membersOf(unleash, groupId)).toEqual(ids);
  });

  it('change for all but the one whom Unleash does not know', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 3);
    const outcomes = await Promise.all(
      ['999', ...ids].map((id) => unleash.target.addToGroups(id, [groupId], unleash.call)),
    );
    expect(outcomes.map((one) => (one.kind === 'refused' ? one.reason : one.kind))).toEqual([
      'not-found',
      'done',
      'done',
      'done',
    ]);
    expect(await membersOf(unleash, groupId)).toEqual(ids);
  });

  it('are left to the identity provider where SCIM keeps the group', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 2, { scim: true });
    expect(await unleash.target.addToGroups(ids[1]!, [groupId], unleash.call)).toMatchObject({
      kind: 'refused',
      reason: 'not-allowed',
      because: expect.stringContaining('identity provider'),
    });
    expect(operations(unleash)).toEqual(['groups.get']);
  });

  it('are not written when the read lacks the role, which would be lost with it', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 2, { rootRole: 'editor' });
    await using proxy = await between({ baseUrl: unleash.secret.value.baseUrl, withoutFields: ['rootRole'] });
    unleash.secret.value = { ...unleash.secret.value, baseUrl: proxy.baseUrl };
    expect(await unleash.target.addToGroups(ids[1]!, [groupId], unleash.call)).toMatchObject({
      kind: 'retryable',
      because: expect.stringContaining('rootRole'),
    });
    expect(proxy.passed.every(({ method }) => method === 'GET')).toBe(true);
  });
});

describe('another writer of the same group', () => {
  it('who took our change back makes us write again, three times at most', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 2);
    await using proxy = await behindOurBack(unleash, () =>
      unleash.control('POST', `groups/${groupId}`, { members: [ids[0]] }),
    );
    expect(await unleash.target.addToGroups(ids[1]!, [groupId], unleash.call)).toMatchObject({
      kind: 'retryable',
      because: expect.stringContaining('3 times'),
    });
    expect(proxy.passed.map(({ method }) => method)).toEqual([
      'GET',
      'PUT',
      'GET',
      'GET',
      'PUT',
      'GET',
      'GET',
      'PUT',
      'GET',
    ]);
  });

  it('who changed something else is reported, and nothing of theirs is put right', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 3);
    await using proxy = await behindOurBack(unleash, () =>
      unleash.control('POST', `groups/${groupId}`, { members: ids }),
    );
    expect(await unleash.target.addToGroups(ids[1]!, [groupId], unleash.call)).toMatchObject({
      kind: 'retryable',
      sign: 'other-writer',
    });
    expect(proxy.passed.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect(await membersOf(unleash, groupId)).toEqual(ids);
  });

  it('who changed the role of the group is reported too', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 2);
    await using proxy = await behindOurBack(unleash, () =>
      unleash.control('POST', `groups/${groupId}`, { rootRole: 'admin' }),
    );
    expect(proxy.passed).toEqual([]);
    expect(await unleash.target.addToGroups(ids[1]!, [groupId], unleash.call)).toMatchObject({ sign: 'other-writer' });
    expect(proxy.passed).toHaveLength(3);
  });

  /** Two processes that add a member each at the same moment. */
  async function twoProcesses(unleash: UnleashUnderTest, isExclusive: boolean) {
    const { ids, groupId } = await team(unleash, 3);
    // who waits lets the others go on, and no time passes
    const clock = {
      now: () => unleash.clock.now(),
      sleep: async () => {
        await setImmediate();
      },
    };
    const { checkpoints } = ledger({ items: memoryItems(), clock, random: fixedRandom() });
    const random = fixedRandom();
    const processes = [1, 2].map(() =>
      unleash.another(isExclusive ? { exclusive: ledgerExclusive(checkpoints, { clock, random }) } : {}),
    );
    for (const one of processes) await one.listGroups(unleash.call);
    const outcomes = await Promise.all(
      processes.map((one, at) => one.addToGroups(ids[at + 1]!, [groupId], unleash.call)),
    );
    return { outcomes: outcomes.map(({ kind }) => kind), members: await membersOf(unleash, groupId), ids };
  }

  it('in a process of ours waits for its turn, and no change is lost', async () => {
    await using unleash = await unleashOnSimulator();
    const { outcomes, members, ids } = await twoProcesses(unleash, true);
    expect(outcomes).toEqual(['done', 'done']);
    expect(members).toEqual(ids);
  });

  it('that holds the group for long keeps back only what is to be done there', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 2);
    const busy = unleash.another({ exclusive: { run: async () => undefined } });
    expect(await busy.addToGroups(ids[1]!, [groupId], unleash.call)).toMatchObject({
      kind: 'wait',
      cause: 'paced',
      retryAt: unleash.clock.now() + 20_000,
    });
  });

  it('cannot be ruled out when the store of turns fails, so nothing is written', async () => {
    await using unleash = await unleashOnSimulator();
    const { ids, groupId } = await team(unleash, 2);
    const broken = unleash.another({ exclusive: { run: async () => Promise.reject(new Error('the table is gone')) } });
    await broken.listGroups(unleash.call);
    const both = ids.map((id) => broken.addToGroups(id, [groupId], unleash.call));
    for (const one of both) await expect(one).rejects.toThrow('the table is gone');
    expect(operations(unleash)).not.toContain('groups.update');
  });
});
