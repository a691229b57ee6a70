import { describe, expect, it } from 'vitest';

import { isDisabled } from '../../shared/domain/plan/action.ts';
import { lifecycleEvent } from '../support/events.ts';
import { overtakenOn, type Story } from './overtaken-on.ts';
import { finalState, joined } from './scenarios.ts';
import { untidy, whatHappened } from './what-happened.ts';

const employee = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
/** With the least role of the provider, and in no group of an employee. */
const contractor = { ...employee, workerType: 'contractor', department: 'Sales' };
const movesTo = (attributes: typeof employee) => lifecycleEvent(3, 'moved', { date: '2026-03-02', attributes });
const JOINER: Story = { overtaken: joined };
const PROMOTED: Story = {
  first: lifecycleEvent(1, 'joined', { attributes: contractor }),
  overtaken: movesTo(employee),
};
const REDUCED: Story = { first: joined, overtaken: movesTo(contractor) };

describe.each(['unleash', 'atlassian', 'scim'] as const)('a leaver whose event is taken in on %s', (provider) => {
  it.each([
    ['a joiner', JOINER, ['target.findByEmails', 'target.invite', 'target.addToGroups', 'target.groupsOf']],
    ['a mover who gets a higher role', PROMOTED, ['target.addToGroups', 'target.removeFromGroup', 'target.groupsOf']],
    ['a mover who keeps the least role', REDUCED, ['target.addToGroups', 'target.removeFromGroup', 'target.groupsOf']],
  ] as const)('between any two calls for %s ends without access', { timeout: 120_000 }, async (_name, story, made) => {
    const clean = await overtakenOn(provider, story);
    expect(clean.calls).toEqual(expect.arrayContaining([...made]));
    expect(clean.accounts.map(isDisabled), 'who is not overtaken has access').toEqual([false]);
    for (let at = 1; at <= clean.calls.length; at++) {
      const { acme, accounts, calls } = await overtakenOn(provider, story, at);
      const where = `before call ${at}, ${clean.calls[at - 1]}`;
      expect(calls.slice(0, at), where).toEqual(clean.calls.slice(0, at));
      expect(accounts.length, where).toBeLessThanOrEqual(1);
      expect(accounts.every(isDisabled), where).toBe(true);
      const happened = await whatHappened(acme, []);
      expect(untidy(happened), where).toEqual([]);
      expect(await finalState(acme), where).toMatchObject({
        workers: [{ openIntents: 0, isChainWhole: true, outbox: 0 }],
        holds: [],
      });
      for (const types of Object.values(happened.published)) expect(types.at(-1), where).toBe('AccessEnded');
    }
  });
});
