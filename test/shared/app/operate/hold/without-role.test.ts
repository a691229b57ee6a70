import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane, onePlan } from '../control-plane.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const away = lifecycleEvent(2, 'moved', { date: '2026-03-05', attributes: { workerType: 'contractor' } });
const AFTER_MOVE = '2026-03-06T12:00:00Z';

/** Ada works here, and HR has announced a move to where no rule gives a role. */
async function withAda(withoutRole: string) {
  const plane = await controlPlane({ target: { withoutRole } });
  await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  plane.acme.atlan.accept('ada@example.com');
  await plane.acme.tick();
  await plane.acme.deliver(away);
  return plane;
}

const planAt = async ({ tell }: ControlPlane, at: string) =>
  onePlan(await tell('plan', { source: 'hr:1', at })).targets[0]!;
const moved = async ({ acme }: ControlPlane) => {
  acme.clock.advance(4 * 86_400_000);
  await acme.tick();
};

describe('what operators read of a worker without a role', () => {
  it('plan says, days before, that a person will be asked, and about what', async () => {
    const plane = await withAda('hold');
    const plan = await planAt(plane, AFTER_MOVE);
    expect(plan.steps).toMatchObject([{ action: 'disable', rule: 'no-rule (a person decides)', held: true }]);
    expect(plan.holds).toMatchObject([
      { kind: 'no-role', because: expect.stringContaining('No rule gives a role here') },
    ]);
    expect(plan.afterwards).toMatchObject({ state: 'held' });
    expect(plane.acme.atlan.accounts()).toMatchObject([{ state: 'active' }]);
  });

  it('plan says, days before, that access will end, and leaves nothing behind', async () => {
    const plane = await withAda('end');
    const before = await plane.acme.deps.ledger.checkpoints.load('role-rules:atlan-prod');
    const plan = await planAt(plane, AFTER_MOVE);
    expect(plan.steps.map(({ action, rule, held }) => [action, rule, held])).toEqual([
      ['disable', 'no-rule', false],
      ['remove-from-group', 'no-rule', false],
      ['remove-from-group', 'no-rule', false],
    ]);
    expect(plan.afterwards).toEqual({ state: 'converged', because: 'No rule gives access here: access ended' });
    expect(await plane.acme.deps.ledger.checkpoints.load('role-rules:atlan-prod')).toEqual(before);
  });

  it('explain and hold show give the reason, and whether the plan is still the one that was held', async () => {
    const plane = await withAda('hold');
    await moved(plane);
    const { story } = await plane.tell('explain', { source: 'hr:1' });
    expect(story.join()).toContain('No rule gives a role here any more');
    const [hold] = await plane.acme.deps.ledger.holds.listOpen(1);
    const shown = await plane.tell('hold show', { hold: hold!.id });
    expect(shown).toMatchObject({ unchanged: true, plan: { steps: [{ action: 'disable', held: true }] } });
  });

  it.each([
    ['hold', 'no-rule (a person decides)'],
    ['end', 'no-rule'],
  ])('report observe counts the steps under the rule that says who ends them (%s)', async (withoutRole, rule) => {
    const plane = await withAda(withoutRole);
    await plane.acme.deps.ledger.flags.setMode('atlan-prod', 'observe', 'test', plane.acme.clock.now());
    await moved(plane);
    const { actions } = await plane.tell('report observe', { target: 'atlan-prod' });
    expect(actions).toContainEqual({ action: 'disable', rule, count: 1 });
  });
});
