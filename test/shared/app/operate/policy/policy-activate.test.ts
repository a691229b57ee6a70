import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane } from '../control-plane.ts';

const HOUR_MS = 3_600_000;
const rule = (name: string, more: object) => ({ name, target: 'atlan-prod', when: { always: true }, ...more });
const said = (n: number, more: object = {}) => ({
  workEmail: `p${n}@example.com`,
  workerType: 'employee',
  department: 'Data',
  ...more,
});

/** Three members in All Staff, two of them in Data Eng; one more has left. */
async function staffed(): Promise<ControlPlane> {
  const plane = await controlPlane({ operators: { 'arn:aws:iam::111122223333:role/operator': { name: 'olga' } } });
  const { acme } = plane;
  for (const n of [1, 2, 3, 4]) {
    const attributes = said(n, n === 3 ? { department: 'Sales' } : {});
    await acme.deliver(lifecycleEvent(n, 'joined', { sourceKey: `hr:${n}`, attributes }));
    acme.atlan.accept(`p${n}@example.com`);
  }
  await acme.tick();
  await acme.deliver(lifecycleEvent(9, 'left', { sourceKey: 'hr:4', date: '2026-03-01' }));
  return plane;
}

/** Deploys other rules to provision and to the control plane. */
function deploy({ acme, deps }: ControlPlane, rules: readonly object[]) {
  const policy = { ...acme.deps.policy, rules };
  Object.assign(acme.deps, { policy });
  Object.assign(deps, { policy });
}

async function laterOn({ acme }: ControlPlane, ms = 26 * HOUR_MS) {
  acme.clock.advance(ms);
  await acme.tick();
}

const hashOf = async (plane: ControlPlane) => (await plane.tell('status')).policy?.hash ?? '';
const groupsOf = async ({ acme }: ControlPlane) =>
  Promise.all(acme.atlan.accounts().map(async ({ id, role, state }) => [state, role, ...(await acme.groupsOf(id))]));
const NARROWER = [rule('all', { role: '$member', groups: ['Data Eng'] })];

describe('policy activate', () => {
  it('lists who loses what and by which rule they have it, and takes exactly that with --go', async () => {
    const plane = await staffed();
    deploy(plane, NARROWER);
    await laterOn(plane);
    const before = await groupsOf(plane);
    const hash = await hashOf(plane);
    const shown = await plane.tell('policy activate', { hash });
    const lost = { target: 'atlan-prod', state: 'group', what: 'All Staff', rule: 'members' };
    const keys = await Promise.all([1, 2, 3].map(plane.keyOf));
    expect(shown.rows.toSorted((a, b) => (a.workerKey < b.workerKey ? -1 : 1))).toEqual(
      keys.toSorted().map((workerKey) => ({ workerKey, ...lost })),
    );
    expect(shown).toMatchObject({ targets: [{ policy: 'waits' }], unread: [], madeDue: 0 });
    await laterOn(plane);
    expect(await groupsOf(plane)).toEqual(before);

    const done = await plane.tell('policy activate', { hash, reason: 'agreed', go: true });
    expect(done).toMatchObject({ targets: [{ policy: 'active' }], rows: [], madeDue: 4 });
    await plane.acme.tick();
    expect(await groupsOf(plane)).toEqual(before.map((one) => one.filter((name) => name !== 'all_staff')));
    expect((await plane.tell('policy activate', { hash })).rows).toEqual([]);
    expect(plane.observe.lines.map(({ event }) => event)).toContain('policy-activated');
  });

  it('writes down who activated it and why, in a chain of its own', async () => {
    const plane = await staffed();
    deploy(plane, NARROWER);
    await laterOn(plane);
    await plane.tell('policy activate', { hash: await hashOf(plane), reason: 'agreed', go: true });
    const chain = await plane.acme.deps.ledger.receipts.chain('rules of atlan-prod');
    expect(chain.map(({ header: { entry, verdict, action } }) => [entry, verdict, action])).toEqual([
      ['intent', 'intended', 'activate-policy'],
      ['outcome', 'verified', 'activate-policy'],
    ]);
    expect(chain[1]?.payload).toMatchObject({ actor: 'olga', reason: 'agreed' });
    const known = await plane.acme.deps.ledger.policies.read('atlan-prod');
    expect(known?.record.active.by).toEqual({ actor: 'olga', reason: 'agreed' });
  });

  it('names a role that is lowered, and one that goes altogether, of which an operator is asked again', async () => {
    const plane = await staffed();
    deploy(plane, [
      rule('all', {
        role: '$guest',
        when: { attribute: 'department', equals: 'Data' },
        groups: ['All Staff', 'Data Eng'],
      }),
    ]);
    await laterOn(plane);
    const hash = await hashOf(plane);
    const { rows } = await plane.tell('policy activate', { hash });
    const [one, two, three] = await Promise.all([1, 2, 3].map(plane.keyOf));
    const lowered = { target: 'atlan-prod', state: 'role', what: '$member', to: '$guest', rule: 'members' };
    expect(rows).toHaveLength(3);
    expect(rows).toContainEqual({ workerKey: one, ...lowered });
    expect(rows).toContainEqual({ workerKey: two, ...lowered });
    expect(rows).toContainEqual({
      workerKey: three,
      target: 'atlan-prod',
      state: 'sign-in',
      what: '$member',
      rule: 'members',
    });
    await plane.tell('policy activate', { hash, reason: 'agreed', go: true });
    await plane.acme.tick();
    expect((await groupsOf(plane)).map(([state, role]) => [state, role])).toEqual([
      ['active', '$guest'],
      ['active', '$guest'],
      ['active', '$member'],
      ['disabled', '$member'],
    ]);
    expect(await plane.acme.deps.ledger.holds.listOpen(9)).toMatchObject([{ kind: 'no-role', workerKey: three }]);
  });

  it('refuses another hash than the deployed one, and --go without a reason', async () => {
    const plane = await staffed();
    const hash = await hashOf(plane);
    expect(await plane.ask('policy activate', { hash: 'nosuch' })).toMatchObject({
      kind: 'refused',
      error: 'conflict',
    });
    expect(await plane.ask('policy activate', { hash, go: true })).toMatchObject({ fields: [{ field: 'reason' }] });
  });

  it('is asked for by status: worth a look at once, a trouble after a day', async () => {
    const plane = await staffed();
    expect((await plane.tell('status')).policy).toMatchObject({ state: 'active' });
    deploy(plane, NARROWER);
    await laterOn(plane);
    const status = await plane.tell('status');
    expect(status).toMatchObject({ policy: { state: 'waits' } });
    expect(status.findings.join()).toContain('policy activate');
    await laterOn(plane);
    const later = await plane.tell('status');
    expect(later.troubles).toContainEqual(expect.objectContaining({ next: `policy activate ${later.policy?.hash}` }));
  });
});
