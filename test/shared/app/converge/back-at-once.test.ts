import { expect, it } from 'vitest';

import { recordMessage } from '../../../../shared/app/provision/record-message.ts';
import { encodeMessage } from '../../../../shared/contracts/messages.ts';
import { interference } from '../../../simulation/interference.ts';
import { settle } from '../../../simulation/scenarios.ts';
import { type Company, company } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const attributes = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes });
const left = lifecycleEvent(2, 'left', { date: '2026-03-01' });
const rehired = lifecycleEvent(3, 'rehired', { date: '2026-03-02' });

/** Another process takes in that Ada is back. */
async function isBack({ deps }: Company): Promise<void> {
  const body = encodeMessage({ kind: 'event', event: rehired, delivery: 'd' });
  await recordMessage({ body, group: rehired.sourceKey }, deps);
}

it('a worker who is back while their disable is under way is enabled again, whenever HR says so', async () => {
  const clean = interference();
  const calm = await company({ between: clean });
  await calm.deliver(joined);
  calm.atlan.accept('ada@example.com');
  const before = clean.calls.length;
  await calm.deliver(left);
  const calls = [...clean.calls];
  expect(calls).toContain('target.setEnabled');

  for (let at = before + 1; at <= calls.length; at++) {
    let acme: Company | undefined;
    const between = interference(undefined, async (call) => {
      if (call === at && acme) await isBack(acme);
    });
    acme = await company({ between });
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    await acme.deliver(left);
    await settle(acme);
    const [account] = acme.atlan.accounts();
    const has = [account?.state, await acme.groupsOf(account?.id ?? '')];
    expect(has, `before call ${at}, ${calls[at - 1]}`).toEqual(['active', ['all_staff', 'data_eng']]);
  }
});
