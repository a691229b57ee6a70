import { expect, it } from 'vitest';

import { recordMessage } from '../../shared/app/provision/record-message.ts';
import { encodeMessage } from '../../shared/contracts/messages.ts';
import { type Company, company } from '../support/company.ts';
import { converge } from '../support/converge.ts';
import { lifecycleEvent } from '../support/events.ts';
import { interference } from './interference.ts';
import { left, settle } from './scenarios.ts';
import { untidy, whatHappened } from './what-happened.ts';

const contractor = { workEmail: 'ada@example.com', workerType: 'contractor', department: 'Sales' };
const joined = lifecycleEvent(1, 'joined', { attributes: contractor });
const moved = lifecycleEvent(3, 'moved', {
  date: '2026-03-02',
  attributes: { workerType: 'employee', department: 'Data' },
});
const agencies = {
  name: 'agencies',
  target: 'atlan-prod',
  when: { attribute: 'workerType', equals: 'contractor' },
  role: '$guest',
  groups: ['Agencies'],
};
const groups = { 'All Staff': { create: true }, 'Data Eng': { create: true }, Agencies: { create: true } };

/** Ada moves. Before the call `at`, another process ends her access; then the call is made, and its process is gone. */
async function moves(at?: number) {
  let acme: Company | undefined;
  const between = interference(at === undefined ? undefined : { call: at, mishap: 'killed after' }, async (call) => {
    if (call !== at || !acme) return;
    const { deps, clock } = acme;
    const body = encodeMessage({ kind: 'event', event: left, delivery: 'd' });
    const key = await recordMessage({ body, group: left.sourceKey }, deps);
    await converge([key], deps, { call: { deadline: clock.now() + 120_000 }, world: acme });
  });
  acme = await company({ between, rules: [agencies], target: { groups } });
  await acme.deliver(joined);
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  const begun = between.calls.length;
  await acme.deliver(moved);
  await settle(acme);
  const made = between.calls.map((name, index) => ({ name, call: index + 1 })).slice(begun);
  return { made, acme };
}

it.each(['target.setRole', 'target.addToGroups', 'target.removeFromGroup'])(
  '%s that lands behind the end of access, which had closed it, is not told as done by others',
  async (name) => {
    const { made } = await moves();
    const { call } = made.find((one) => one.name === name) ?? {};
    if (call === undefined) throw new Error(`a mover makes no ${name}`);
    const { acme } = await moves(call);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled']);
    expect(acme.published.map(({ type }) => type)).toEqual(['InvitationSent', 'AccessEnded']);
    expect(acme.notices.map((one) => one.name)).not.toContain('drift-seen');
    expect(untidy(await whatHappened(acme, []))).toEqual([]);
  },
);
