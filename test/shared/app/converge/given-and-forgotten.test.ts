import { describe, expect, it } from 'vitest';

import { recordMessage } from '../../../../shared/app/provision/record-message.ts';
import { encodeMessage } from '../../../../shared/contracts/messages.ts';
import { interference } from '../../../simulation/interference.ts';
import { settle } from '../../../simulation/scenarios.ts';
import { type Company, company } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const attributes = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes });
const moved = lifecycleEvent(2, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } });

/** Ada had an account before, which is taken over. */
const wasThere = ({ atlan }: Company) =>
  atlan.put({
    id: 'u1',
    email: 'ada@example.com',
    state: 'active',
    enabled: true,
    role: '$member',
    emailVerified: true,
    lastLoginAt: 1,
    createdAt: 1,
  });

/** Another process takes in that Ada moved. */
async function hasMoved({ deps }: Company): Promise<void> {
  const body = encodeMessage({ kind: 'event', event: moved, delivery: 'd' });
  await recordMessage({ body, group: moved.sourceKey }, deps);
}

describe('a mover who was given a group by a process that ended before it was written down', () => {
  it.each([
    ['invited', () => {}],
    ['taken over', wasThere],
  ] as const)('loses it again, whenever HR says so (%s)', async (_name, begin) => {
    const clean = interference();
    const calm = await company({ between: clean });
    begin(calm);
    await calm.deliver(joined);
    const calls = [...clean.calls];

    for (let at = 1; at <= calls.length; at++) {
      let acme: Company | undefined;
      const between = interference({ call: at, mishap: 'killed before' }, async (call) => {
        if (call === at && acme) await hasMoved(acme);
      });
      acme = await company({ between });
      begin(acme);
      await acme.deliver(joined);
      acme.atlan.accept('ada@example.com');
      await settle(acme);
      const [account] = acme.atlan.accounts();
      const groups = await acme.groupsOf(account?.id ?? '');
      expect(groups, `before call ${at}, ${calls[at - 1]}`).toEqual(['all_staff']);
    }
  });
});
