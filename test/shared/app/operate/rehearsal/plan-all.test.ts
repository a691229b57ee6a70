import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane } from '../control-plane.ts';

const AT = { at: '2026-04-01T00:00:00Z', all: true, diff: true };
const said = (n: number, more: object = {}) => ({
  workEmail: `p${n}@example.com`,
  workerType: 'employee',
  department: 'Sales',
  ...more,
});
const joined = (n: number, more: object = {}) =>
  lifecycleEvent(n, 'joined', { sourceKey: `hr:${n}`, attributes: said(n), ...more });

/** The first leaves in March, the second moves to Data, the third joins, the fourth stays. A sweep has seen the accounts. */
async function staffed(settings: Parameters<typeof controlPlane>[0] = {}): Promise<ControlPlane> {
  const plane = await controlPlane(settings);
  const { acme } = plane;
  for (const n of [1, 2, 4]) {
    await acme.deliver(joined(n));
    acme.atlan.accept(`p${n}@example.com`);
  }
  await acme.tick();
  for (const account of acme.atlan.accounts()) {
    const known = (await acme.deps.ledger.inventory.get('atlan-prod', [account.id])).get(account.id);
    const record = { target: 'atlan-prod', account, version: (known?.version ?? 0) + 1, sweepId: 'sweep_1', seenAt: 1 };
    await acme.deps.ledger.inventory.put(record);
  }
  await acme.deliver(lifecycleEvent(11, 'left', { sourceKey: 'hr:1', date: '2026-03-15' }));
  const moved = { sourceKey: 'hr:2', date: '2026-03-20', attributes: { department: 'Data' } };
  await acme.deliver(lifecycleEvent(12, 'moved', moved));
  await acme.deliver(joined(3, { date: '2026-03-25' }));
  return plane;
}

/** A target that must not be asked. */
function unasked({ deps }: ControlPlane) {
  const isAsked = async (): Promise<never> => {
    throw new Error('the target was asked');
  };
  Object.assign(deps.targets[0]!.target, { findByIds: isAsked, findByEmails: isAsked, groupsOf: isAsked });
  Object.assign(deps.catalogues, { read: isAsked });
}

describe('plan of all workers', () => {
  it('reads HR’s dates as the company does: access may begin before the first day', async () => {
    const plane = await staffed({ access: { startsBeforeDays: 7 } });
    const answer = await plane.tell('plan', { ...AT, at: '2026-03-19T00:00:00Z' });
    const three = await plane.keyOf(3);
    const rows = 'rows' in answer ? answer.rows : [];
    expect(rows).toContainEqual(expect.objectContaining({ workerKey: three, state: 'invite', events: ['evt_3'] }));
  });

  it('shows what is different from now, with rule and event, and asks no target', async () => {
    const plane = await staffed();
    unasked(plane);
    const answer = await plane.tell('plan', AT);
    const [one, two, three] = await Promise.all([1, 2, 3].map(plane.keyOf));
    const rows = 'rows' in answer ? answer.rows : [];
    const target = 'atlan-prod';
    expect(rows).toHaveLength(4);
    for (const step of [{ state: 'disable' }, { state: 'remove-from-group', groups: ['All Staff'] }])
      expect(rows).toContainEqual(expect.objectContaining({ workerKey: one, target, ...step, events: ['evt_11'] }));
    expect(rows).toContainEqual(
      expect.objectContaining({
        workerKey: two,
        target,
        state: 'add-to-groups',
        groups: ['Data Eng'],
        rule: 'data',
        events: ['evt_12'],
      }),
    );
    expect(rows).toContainEqual({
      workerKey: three,
      target,
      state: 'invite',
      role: '$member',
      rule: 'members',
      events: ['evt_3'],
    });
    expect(JSON.stringify(answer)).not.toMatch(/@|example/);
  });

  it('is empty where no day makes a difference', async () => {
    const plane = await staffed();
    unasked(plane);
    expect(await plane.tell('plan', { ...AT, at: '2026-03-03T00:00:00Z' })).toMatchObject({ rows: [] });
  });

  it('says when the last sweep was', async () => {
    const plane = await controlPlane();
    expect(await plane.tell('plan', AT)).toMatchObject({ sweeps: [{ target: 'atlan-prod' }] });
    const state = {
      schema: 1,
      sweepId: 's',
      startedAt: 0,
      step: 'finished',
      seen: 0,
      managed: 0,
      hasFinishedOnce: true,
      pending: [],
    };
    await plane.deps.ledger.checkpoints.save('sweep:atlan-prod', JSON.stringify(state), 0);
    expect(await plane.tell('plan', AT)).toMatchObject({
      at: '2026-04-01T00:00:00.000Z',
      sweeps: [{ target: 'atlan-prod', sweptAt: '1970-01-01T00:00:00.000Z' }],
    });
  });

  it.each([{ all: true }, { all: true, diff: true }, { source: 'hr:1', diff: true }, { ...AT, source: 'hr:1' }])(
    'is not meant by %j',
    async (input) => {
      const plane = await staffed();
      expect(await plane.ask('plan', input)).toMatchObject({ error: 'invalid-input' });
    },
  );
});
