import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ledger } from '../../../../shared/adapters/ledger/ledger.ts';
import { memoryBus } from '../../../../shared/adapters/memory/memory-bus.ts';
import { memoryEvidence } from '../../../../shared/adapters/memory/memory-evidence.ts';
import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import { memoryObserve } from '../../../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../../../shared/adapters/memory/memory-queue.ts';
import { tick } from '../../../../shared/app/poll/tick.ts';
import { readConfig } from '../../../../shared/contracts/config/read-config.ts';
import { type AtlanUnderTest, atlanOnSimulator } from '../../../support/atlan.ts';
import { companyConfig } from '../../../support/company.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { RETENTION } from '../../../support/retention.ts';

const { targets } = readConfig({
  connections: { hr: { kind: 'standard-webhooks' } },
  targets: { 'atlan-test': { provider: 'atlan', allowedEmailDomains: ['example.com'], groups: {} } },
  rules: [],
  examples: [],
});

let atlan: AtlanUnderTest;
beforeAll(async () => {
  atlan = await atlanOnSimulator({ seedUsers: 250 });
});
afterAll(() => atlan[Symbol.asyncDispose]());

describe('a sweep of 250 users of an Atlan', () => {
  it('takes the inventory, and then tells what happened: an acceptance, a discovery, a role, a removal', async () => {
    const { target, clock } = atlan;
    const random = fixedRandom();
    const [bus, queue, observe] = [memoryBus(), memoryQueue(), memoryObserve()];
    const store = ledger({ items: memoryItems(), clock, random });
    const setup = { target, settings: targets['atlan-test']! };
    const world = { bus, queue, observe, evidence: memoryEvidence(), listensTo: [], clock, random };
    const deps = { ...world, ledger: store, targets: [setup], policy: companyConfig(), retention: RETENTION };
    const sweep = async (holder: string) => {
      clock.advance(300_000);
      await tick({ holder, deadline: clock.now() + 110_000 }, deps);
    };
    const create = (email: string, state: string) =>
      atlan.control<{ id: string }>('POST', 'users', { email, state, role: '$guest' });

    const [ada, bob, cyd] = [
      await create('ada@example.com', 'invited'),
      await create('bob@example.com', 'active'),
      await create('cyd@example.com', 'active'),
    ];
    await sweep('one');
    expect(bus.events).toMatchObject([{ type: 'InventoryTaken' }]);
    expect(Number(bus.events[0]?.detail?.['count'])).toBeGreaterThanOrEqual(253);

    atlan.sent.length = 0;
    await atlan.control('POST', 'accept', { email: 'ada@example.com' });
    await atlan.control('POST', 'sign-in', { email: 'ada@example.com' });
    await atlan.control('POST', `users/${bob.id}`, { workspaceRole: '$member', enabled: false });
    await atlan.control('DELETE', `users/${cyd.id}`);
    const dan = await create('dan@example.com', 'invited');
    await sweep('two');

    const told = bus.events.slice(1).map(({ type, accountId, detail }) => [type, accountId, detail]);
    const expected = [
      ['InvitationAccepted', ada.id, undefined],
      ['FirstLogin', ada.id, undefined],
      ['AccountDisabled', bob.id, undefined],
      ['RoleChanged', bob.id, { from: '$guest', to: '$member' }],
      ['AccountDiscovered', dan.id, { state: 'invited', role: '$guest' }],
      ['AccountRemoved', cyd.id, undefined],
    ];
    const named = told.filter(([type]) => type !== 'ProfileChanged');
    expect(named).toHaveLength(expected.length);
    expect(named).toEqual(expect.arrayContaining(expected));

    await sweep('three');
    expect(bus.events).toHaveLength(1 + told.length);
  });
});
