import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { invitee, type Polling, person, polling } from './polling.ts';
import { folded, viewOf } from './view.ts';

/** `existed`: ids are never given to somebody else, so nobody is invited under one that was there. */
type Change = (acme: Polling, existed: Set<string>) => void;

/** One thing that an administrator, a person or the identity provider does. */
const change: fc.Arbitrary<Change> = fc
  .record({
    n: fc.nat(9),
    what: fc.constantFrom('invite', 'accept', 'disable', 'enable', 'remove', 'role', 'name'),
    role: fc.constantFrom('$guest', '$member', '$admin'),
  })
  .map(({ n, what, role }) => ({ atlan }, existed) => {
    const { id } = person(n);
    const account = atlan.accounts().find((one) => one.id === id);
    if (!account) {
      if (what !== 'invite') return;
      atlan.put(existed.has(id) ? person(n) : invitee(n));
      existed.add(id);
      return;
    }
    const isInvited = account.state === 'invited';
    switch (what) {
      case 'accept':
        return isInvited ? atlan.put({ ...person(n), role: account.role ?? role }) : undefined;
      case 'disable':
        return isInvited ? undefined : atlan.put({ ...account, enabled: false, state: 'disabled' });
      case 'enable':
        return isInvited ? undefined : atlan.put({ ...account, enabled: true, state: 'active' });
      case 'remove':
        return atlan.remove(account.id);
      case 'role':
        return atlan.put({ ...account, role });
      case 'name':
        return atlan.put({ ...account, lastName: role });
      case 'invite':
        return undefined;
    }
  });

describe('a subscriber who took the inventory once and then listened', () => {
  it('knows what the inventory knows, whatever happened between the sweeps', { timeout: 900_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(change, { maxLength: 8 }), { minLength: 1, maxLength: 6 }), async (rounds) => {
        const acme = await polling();
        for (let n = 0; n < 7; n++) acme.atlan.put(n % 3 === 0 ? invitee(n) : person(n));
        const existed = new Set(acme.atlan.accounts().map(({ id }) => id));
        await acme.minute();
        const start = viewOf(await acme.inventory());
        for (const changes of rounds) {
          for (const one of changes) one(acme, existed);
          await acme.sweep();
        }
        const known = viewOf(await acme.inventory());
        expect(folded(start, acme.heard())).toEqual(known);
        expect([...known.keys()].sort()).toEqual(
          acme.atlan
            .accounts()
            .map(({ id }) => id)
            .sort(),
        );
        expect(acme.raw).toHaveLength(acme.heard().length);
      }),
      { numRuns: 150 },
    );
  });
});
