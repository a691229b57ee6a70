import { expect, it } from 'vitest';

import { recordMessage } from '../../shared/app/provision/record-message.ts';
import { encodeMessage } from '../../shared/contracts/messages.ts';
import type { Target } from '../../shared/ports/target/target.ts';
import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { interference } from './interference.ts';
import { settle } from './scenarios.ts';

const attributes = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes });
const left = lifecycleEvent(4, 'left', { date: '2026-03-01' });
const rehired = lifecycleEvent(5, 'rehired', { date: '2026-03-02', attributes });

/** Another process takes in that Ada left after all, at once. */
async function endAtOnce({ deps, clock }: Company): Promise<void> {
  const event = lifecycleEvent(6, 'left', {
    effective: { date: '2026-03-01', boundary: 'end_of_day', timeZone: 'UTC', immediate: true },
    occurredAt: clock.now(),
  });
  const body = encodeMessage({ kind: 'event', event, delivery: 'd' });
  await recordMessage({ body, group: event.sourceKey }, deps);
}

/** Ada left and comes back; before the call `at` of her coming back her end is recorded. Calls are counted from 1. */
async function comesBack(at?: number) {
  const calls: string[] = [];
  let acme: Company | undefined;
  let isBack = false;
  let isRecorded = false;
  let wasEnabledAfterwards = false;
  const between = interference(undefined, async () => {
    if (!isBack || isRecorded || !acme) return;
    calls.push(between.calls.at(-1) ?? '');
    if (calls.length !== at) return;
    await endAtOnce(acme);
    isRecorded = true;
  });
  acme = await company({ between });
  await acme.deliver(joined);
  acme.atlan.accept('ada@example.com');
  await acme.deliver(left);
  const original = { ...acme.atlan };
  const watched: Partial<Target> = {
    setEnabled: (id, enabled, call) => {
      wasEnabledAfterwards ||= isRecorded && enabled;
      return original.setEnabled(id, enabled, call);
    },
  };
  Object.assign(acme.atlan, watched);
  isBack = true;
  await acme.deliver(rehired);
  await settle(acme);
  return { calls, isRecorded, wasEnabledAfterwards, states: acme.atlan.accounts().map(({ state }) => state) };
}

it('a worker who comes back is not enabled once their end is recorded, except in the moment that no check can see', {
  timeout: 900_000,
}, async () => {
  const calm = await comesBack();
  expect(calm.states).toEqual(['active']);
  const enable = calm.calls.indexOf('target.setEnabled');
  const check = calm.calls.lastIndexOf('ledger.workers.versionOf', enable);
  expect(check).toBeGreaterThan(0);
  // an end that is recorded after the version was read and before the target has answered is seen by nobody in time: claim, intent, write
  const unseen = calm.calls.slice(check + 1, enable + 1);
  expect(unseen).toEqual(['ledger.claims.claim', 'ledger.receipts.append', 'target.setEnabled']);

  const through: number[] = [];
  for (let at = 1; at <= calm.calls.length; at++) {
    const { isRecorded, wasEnabledAfterwards, states } = await comesBack(at);
    if (!isRecorded) throw new Error(`nothing was recorded before call ${at}`);
    if (wasEnabledAfterwards) through.push(at);
    expect(states, `recorded before call ${at}, ${calm.calls[at - 1]}`).toEqual(['disabled']);
  }
  expect(through).toEqual(unseen.map((_, index) => check + 2 + index));
});
