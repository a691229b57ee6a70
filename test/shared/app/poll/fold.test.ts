import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { invitee, type Polling, person, polling } from './polling.ts';
import { folded, viewOf } from './view.ts';

type Change = (acme: Polling) => void;

/** One thing that an administrator, a person or the identity provider does. */
const change: fc.Arbitrary<Change> = fc
  .record({
    n: fc.nat(9),
    what: fc.constantFrom('invite', 'accept', 'disable', 'enable', 'remove', 'role', 'name'),
    role: fc.constantFrom('$guest', '$member', '$admin'),
  })
  .map(({ n, what, role }) => ({ atlan }) => {
    const account = atlan.accounts().find(({ id }) => id === person(n).id);
    if (!account) return what === 'invite' ? atlan.put(invitee(n)) : what === 'enable' ? atlan.put(person(n)) : undefined;
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
      default:
        return undefined;
    }
  });

describe('a subscriber who took the inventory once and then listened', () => {
  it('knows what the inventory knows, whatever happened between the sweeps', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(change, { maxLength: 8 }), { minLength: 1, maxLength: 6 }), async (rounds) => {
        const acme = await polling();
        for (let n = 0; n < 7; n++) acme.atlan.put(n % 3 === 0 ? invitee(n) : person(n));
        await acme.minute();
        const start = viewOf(await acme.inventory());
        for (const changes of rounds) {
          for (const one of changes) one(acme);
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
