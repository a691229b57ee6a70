import { describe, expect, it } from 'vitest';
import { managedCount } from '../../../../../shared/app/quota/managed-count.ts';

import type { NotDone } from '../../../../../shared/domain/outcome.ts';
import type { Sightings } from '../../../../../shared/ports/target/target.ts';
import { invitee, type Polling, person, polling, withTarget } from '../polling.ts';

const TARGET = 'atlan-prod';

/** Eight accounts on three pages, swept once. */
async function swept(): Promise<Polling> {
  const acme = await polling();
  for (let n = 0; n < 8; n++) acme.atlan.put(person(n));
  await acme.minute();
  return acme;
}

const news = (acme: Polling) => acme.heard().filter(({ type }) => type !== 'InventoryTaken');
const told = (acme: Polling) => news(acme).map(({ type, accountId }) => [type, accountId]);

describe('the first sweep', () => {
  it('takes the inventory, says so once, and nothing else', async () => {
    const acme = await swept();
    expect(acme.heard()).toEqual([
      { id: expect.any(String), type: 'InventoryTaken', target: TARGET, at: acme.clock.now(), detail: { count: 8 } },
    ]);
    expect(await acme.inventory()).toHaveLength(8);
    await acme.sweep();
    expect(acme.heard()).toHaveLength(1);
    expect(acme.queue.messages).toEqual([]);
  });

  it('tells at once what became of an invitation of ours, and only of ours', async () => {
    const acme = await polling();
    const { inventory } = acme.deps.ledger;
    await inventory.put({ target: TARGET, account: invitee(1), version: 1, sweepId: 'invitation', seenAt: 1 });
    acme.atlan.put(person(1));
    acme.atlan.put(person(2));
    await acme.minute();
    expect(told(acme)).toEqual([
      ['InvitationAccepted', 'u0001'],
      ['FirstLogin', 'u0001'],
    ]);
    expect(acme.heard().at(-1)).toMatchObject({ type: 'InventoryTaken', detail: { count: 2 } });
  });

  it('is silent about others also when it has to begin again', async () => {
    const acme = await polling();
    for (let n = 0; n < 8; n++) acme.atlan.put(person(n));
    let pages = 0;
    const lost: NotDone = { kind: 'permanent', because: 'The cursor is not one of ours' };
    await acme.minute(
      withTarget((target) => ({
        listAccounts: async (cursor, call) => (++pages > 2 ? lost : target.listAccounts(cursor, call)),
      })),
    );
    acme.atlan.put(person(0, { role: '$guest' }));
    acme.atlan.remove('u0001');
    await acme.minute();
    expect(told(acme)).toEqual([]);
    expect(acme.heard()).toMatchObject([{ type: 'InventoryTaken', detail: { count: 7 } }]);
  });
});

describe('what Atlan changed', () => {
  const CHANGES: readonly (readonly [string, (acme: Polling) => void, object])[] = [
    ['AccountDiscovered', ({ atlan }) => atlan.put(person(20)), { detail: { state: 'active', role: '$member' } }],
    ['AccountDisabled', ({ atlan }) => atlan.put(person(4, { enabled: false, state: 'disabled' })), {}],
    [
      'RoleChanged',
      ({ atlan }) => atlan.put(person(4, { role: '$admin' })),
      { detail: { from: '$member', to: '$admin' } },
    ],
    ['ProfileChanged', ({ atlan }) => atlan.put(person(4, { lastName: 'New' })), { detail: { fields: 'lastName' } }],
    ['AccountRemoved', ({ atlan }) => atlan.remove('u0004'), {}],
  ];

  it.each(CHANGES)('is told once, at once, by ids: %s', async (type, change, more) => {
    const acme = await swept();
    change(acme);
    await acme.sweep();
    const expected = { type, target: TARGET, accountId: expect.stringMatching(/^u00/), at: acme.clock.now(), ...more };
    expect(news(acme)).toEqual([{ id: expect.stringMatching(/^chg_[0-9a-f]{40}$/), ...expected }]);
    await acme.sweep();
    await acme.sweep();
    expect(news(acme)).toHaveLength(1);
    expect(JSON.stringify([acme.raw, acme.observe.lines])).not.toMatch(/example/i);
  });

  it('has another id when it happens again', async () => {
    const acme = await swept();
    for (const enabled of [false, true, false]) {
      acme.atlan.put(person(4, { enabled, state: enabled ? 'active' : 'disabled' }));
      await acme.sweep();
    }
    expect(news(acme).map(({ type }) => type)).toEqual(['AccountDisabled', 'AccountEnabled', 'AccountDisabled']);
  });

  it('is a discovery again when a removed account comes back', async () => {
    const acme = await swept();
    acme.atlan.remove('u0004');
    await acme.sweep();
    acme.atlan.put(person(4, { role: '$guest' }));
    await acme.sweep();
    expect(told(acme)).toEqual([
      ['AccountRemoved', 'u0004'],
      ['AccountDiscovered', 'u0004'],
    ]);
  });

  it('is told as pages arrive, whatever becomes of the later ones', async () => {
    const acme = await swept();
    acme.atlan.put(person(0, { role: '$admin' }));
    acme.atlan.put(person(7, { role: '$admin' }));
    acme.clock.advance(300_000);
    const silent: NotDone = { kind: 'retryable', because: 'no answer' };
    await acme.minute(
      withTarget((target) => ({
        listAccounts: async (cursor, call) => (cursor === undefined ? target.listAccounts(cursor, call) : silent),
      })),
    );
    expect(told(acme)).toEqual([['RoleChanged', 'u0000']]);
    expect(acme.observe.counts['SweepFailed']).toBe(1);
    await acme.minute();
    expect(told(acme)).toEqual([
      ['RoleChanged', 'u0000'],
      ['RoleChanged', 'u0007'],
    ]);
  });

  it('is not told of fields that a look leaves out, and is remembered beyond it', async () => {
    const acme = await swept();
    acme.atlan.put({ id: 'u0004' });
    await acme.sweep();
    expect(told(acme)).toEqual([]);
    acme.atlan.put(person(4, { role: '$guest' }));
    await acme.sweep();
    expect(told(acme)).toEqual([['RoleChanged', 'u0004']]);
  });
});

describe('absence', () => {
  const hidden = (sightings?: Sightings) =>
    withTarget((target) => ({
      listAccounts: async (cursor, call) => {
        const page = await target.listAccounts(cursor, call);
        if (page.kind !== 'done') return page;
        const accounts = page.value.accounts.filter(({ id }) => id !== 'u0004');
        return { kind: 'done', value: { ...page.value, accounts } };
      },
      findByIds: async (ids, call) => {
        expect(ids).toEqual(['u0004']);
        return sightings ? { kind: 'done', value: sightings } : target.findByIds(ids, call);
      },
    }));

  it('is read by id, and an existing account was only missed', async () => {
    const acme = await swept();
    acme.clock.advance(300_000);
    acme.atlan.put(person(4, { role: '$admin' }));
    await acme.minute(hidden());
    expect(told(acme)).toEqual([['RoleChanged', 'u0004']]);
  });

  it('is not believed while the answer cannot be checked', async () => {
    const acme = await swept();
    acme.clock.advance(300_000);
    await acme.minute(hidden(new Map([['u0004', { kind: 'unknown' }]])));
    await acme.minute();
    expect(told(acme)).toEqual([]);
    expect((await acme.inventory()).every(({ removedAt }) => removedAt === undefined)).toBe(true);
  });

  it.each(['down', 'retryable'] as const)(
    'is not believed after a failed read (%s), which is made again',
    async (how) => {
      const acme = await swept();
      acme.clock.advance(300_000);
      acme.atlan.remove('u0004');
      const failed: NotDone =
        how === 'down' ? { kind: 'wait', cause: 'down', because: 'down' } : { kind: 'retryable', because: 'odd' };
      await acme.minute(withTarget(() => ({ findByIds: async () => failed })));
      expect(told(acme)).toEqual([]);
      await acme.minute();
      await acme.minute();
      expect(told(acme)).toEqual([['AccountRemoved', 'u0004']]);
    },
  );

  it('is no removal when the listing itself fails', async () => {
    const acme = await swept();
    acme.clock.advance(300_000);
    const down: NotDone = { kind: 'wait', cause: 'down', because: 'down' };
    await acme.minute(withTarget(() => ({ listAccounts: async () => down })));
    expect(told(acme)).toEqual([]);
  });
});

describe('when a sweep is made', () => {
  it('is every five minutes, counted from its beginning', async () => {
    const acme = await swept();
    let listings = 0;
    const counting = withTarget((target) => ({
      listAccounts: async (cursor, call) => {
        if (cursor === undefined) listings++;
        return target.listAccounts(cursor, call);
      },
    }));
    for (let minute = 0; minute < 15; minute++) await acme.minute(counting);
    expect(listings).toBe(3);
  });

  it('ends after 45 seconds and is taken up where it was, with no account left out or reported twice', async () => {
    const acme = await polling();
    for (let n = 0; n < 30; n++) acme.atlan.put(person(n));
    await acme.minute();
    for (let n = 0; n < 30; n++) acme.atlan.put(person(n, { role: '$guest' }));
    const cursors: (string | undefined)[] = [];
    const slow = withTarget((target) => ({
      listAccounts: async (cursor, call) => {
        cursors.push(cursor);
        acme.clock.advance(12_000);
        return target.listAccounts(cursor, call);
      },
    }));
    acme.clock.advance(300_000);
    const began = acme.clock.now() + 60_000;
    await acme.minute(slow);
    expect(acme.clock.now() - began).toBeLessThanOrEqual(48_000);
    expect(cursors.length).toBeLessThan(5);
    for (let minute = 0; minute < 3; minute++) await acme.minute(slow);
    expect(cursors.filter((cursor) => cursor === undefined)).toHaveLength(1);
    expect(told(acme)).toHaveLength(30);
    expect(acme.raw.filter(({ type }) => type === 'RoleChanged')).toHaveLength(30);
  });

  it('counts by itself that the target did not accept our token', async () => {
    const acme = await swept();
    acme.clock.advance(300_000);
    const refused: NotDone = { kind: 'wait', cause: 'credentials', because: 'the token has expired' };
    await acme.minute(withTarget(() => ({ listAccounts: async () => refused })));
    expect(acme.observe.counts).toMatchObject({ GateClosed: 1, CredentialsRefused: 1 });
  });

  it('respects a closed gate, and closes it for all workers when the target says so', async () => {
    const acme = await swept();
    acme.clock.advance(300_000);
    const { gates } = acme.deps.ledger;
    const limited: NotDone = { kind: 'wait', cause: 'rate-limited', because: 'too many requests' };
    let requests = 0;
    const refusing = withTarget(() => ({
      listAccounts: async () => {
        requests++;
        return limited;
      },
    }));
    await acme.minute(refusing);
    expect(requests).toBe(1);
    expect(await gates.read(TARGET)).toMatchObject({ cause: 'rate-limited' });
    expect(acme.observe.counts['GateClosed']).toBe(1);
    expect(acme.observe.counts['CredentialsRefused']).toBeUndefined();

    const closedAt = acme.clock.now();
    await gates.close({ ...limited, cause: 'down', target: TARGET, closedAt, closedUntil: closedAt + 600_000 });
    await acme.minute(refusing);
    expect(requests).toBe(1);

    acme.clock.advance(600_000);
    acme.atlan.put(person(20));
    await acme.minute();
    expect(await gates.read(TARGET)).toBeUndefined();
    expect(told(acme)).toEqual([['AccountDiscovered', 'u0020']]);
  });
});

describe('a gate that another process closes during a sweep', () => {
  it('stops it at the next page, and it goes on from there', async () => {
    const acme = await swept();
    acme.clock.advance(300_000);
    const asked: (string | undefined)[] = [];
    const counting = withTarget((target) => ({
      listAccounts: async (cursor, call) => {
        asked.push(cursor);
        if (asked.length === 2) {
          const [closedAt, closedUntil] = [acme.clock.now(), acme.clock.now() + 90_000];
          await acme.deps.ledger.gates.close({
            target: TARGET,
            cause: 'rate-limited',
            because: '',
            closedAt,
            closedUntil,
          });
        }
        return target.listAccounts(cursor, call);
      },
    }));
    await acme.minute(counting);
    await acme.minute(counting);
    expect(asked).toEqual([undefined, 'u0002']);
    await acme.minute(counting);
    expect(asked).toEqual([undefined, 'u0002', 'u0005']);
    expect(acme.observe.counts['SweepFinished']).toBe(2);
  });
});

describe('a first look that provision writes during the sweep', () => {
  it('wins, and the account is asked for at the end', async () => {
    const acme = await swept();
    const before = invitee(20);
    acme.atlan.put(person(20));
    acme.clock.advance(300_000);
    const { inventory } = acme.deps.ledger;
    const lateLook = async () =>
      inventory.put({ target: TARGET, account: before, version: 1, sweepId: 'invitation', seenAt: acme.clock.now() });
    let puts = 0;
    await acme.minute((deps) => ({
      ...deps,
      ledger: {
        ...deps.ledger,
        inventory: {
          ...inventory,
          put: async (record) => {
            if (record.account.id === before.id && ++puts === 1) await lateLook();
            return inventory.put(record);
          },
        },
      },
    }));
    expect(told(acme)).toEqual([
      ['InvitationAccepted', 'u0020'],
      ['FirstLogin', 'u0020'],
    ]);
  });
});

describe('the managed accounts', () => {
  it('are counted at the end of a sweep, and named with their worker', async () => {
    const acme = await polling();
    for (let n = 0; n < 8; n++) acme.atlan.put(person(n));
    for (const n of [1, 5, 7]) await acme.deps.ledger.claims.claim(TARGET, person(n).id, `worker-${n}`);
    await acme.minute();
    expect((await acme.deps.ledger.checkpoints.load(managedCount(TARGET)))?.value).toBe('3');
    acme.atlan.put(person(5, { role: '$guest' }));
    acme.atlan.put(person(6, { role: '$guest' }));
    acme.atlan.remove('u0007');
    await acme.sweep();
    expect(news(acme)).toMatchObject([
      { type: 'RoleChanged', accountId: 'u0005', workerKey: 'worker-5' },
      { type: 'RoleChanged', accountId: 'u0006' },
      { type: 'AccountRemoved', accountId: 'u0007', workerKey: 'worker-7' },
    ]);
    expect(acme.queue.messages.map(({ group }) => group)).toEqual(['worker-5', 'worker-7']);
    expect((await acme.deps.ledger.checkpoints.load(managedCount(TARGET)))?.value).toBe('2');
  });
});
