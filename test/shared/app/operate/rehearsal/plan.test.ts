import { describe, expect, it } from 'vitest';

import type { Account } from '../../../../../shared/domain/account/account.ts';
import type { LifecycleEvent } from '../../../../../shared/domain/event/lifecycle-event.ts';
import { INVENTED } from '../../../../invented-provider/traits.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane, onePlan } from '../control-plane.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });

/** Takes an event in and lets nobody look at its worker. */
async function recordOnly(plane: ControlPlane, ...events: readonly LifecycleEvent[]) {
  const { acme } = plane;
  const now = acme.clock.now();
  for (const target of acme.deps.targets) {
    await acme.deps.ledger.gates.close({
      target: target.target.name,
      cause: 'down',
      because: 'test',
      closedAt: now,
      closedUntil: now + 60_000,
    });
  }
  await acme.deliver(...events);
  await acme.deps.ledger.gates.open('atlan-prod');
}

const planOf = async ({ tell }: ControlPlane, more: object = {}) => {
  const { targets } = onePlan(await tell('plan', { source: 'hr:1', ...more }));
  return targets[0]!;
};

const done = async ({ acme, keyOf }: ControlPlane) =>
  (await acme.deps.ledger.receipts.chain(await keyOf(1)))
    .filter(({ header }) => header.entry === 'intent')
    .map(({ header }) => [header.action, header.rule]);

/** Everything that is kept about a worker and that a plan might change by mistake. */
async function traces({ acme, keyOf }: ControlPlane) {
  const { ledger } = acme.deps;
  const key = await keyOf(1);
  return JSON.stringify([
    await ledger.workers.load(key),
    await ledger.receipts.chain(key),
    await ledger.holds.listOpen(100),
    await Promise.all(['leavers', 'removals', 'grants'].map((kind) => ledger.limits.count('atlan-prod', kind, 0))),
    (await ledger.inventory.list('atlan-prod')).records,
    acme.atlan.accounts(),
    await acme.atlan.listGroups({ deadline: Number.MAX_SAFE_INTEGER }),
    acme.notices,
    acme.published,
  ]);
}

const existing: Account = {
  id: 'u1',
  email: 'ada@example.com',
  state: 'active',
  enabled: true,
  role: '$guest',
  lastLoginAt: 1,
};

interface Case {
  readonly name: string;
  readonly given?: (plane: ControlPlane) => Promise<void>;
  readonly event: ReturnType<typeof lifecycleEvent>;
}
const employ = async (plane: ControlPlane) => {
  await plane.acme.deliver(joined);
  plane.acme.atlan.accept('ada@example.com');
};
const CASES: readonly Case[] = [
  { name: 'a joiner', event: joined },
  { name: 'a joiner with an account', given: async ({ acme }) => acme.atlan.put(existing), event: joined },
  {
    name: 'a mover',
    given: employ,
    event: lifecycleEvent(3, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } }),
  },
  { name: 'a leaver', given: employ, event: lifecycleEvent(4, 'left') },
  {
    name: 'one who comes back',
    given: async (plane) => {
      await employ(plane);
      await plane.acme.deliver(lifecycleEvent(4, 'left'));
    },
    event: lifecycleEvent(5, 'rehired', { date: '2026-03-02' }),
  },
  {
    name: 'an administrator who leaves, and is not the last',
    given: async (plane) => {
      await employ(plane);
      const { acme } = plane;
      const other: Account = { ...existing, id: 'u9', email: 'other@example.com', role: '$admin' };
      acme.atlan.put(other);
      acme.atlan.put({ ...acme.atlan.accounts()[0]!, role: '$admin' });
      await acme.deps.ledger.inventory.put({
        target: 'atlan-prod',
        account: other,
        version: 1,
        sweepId: 's',
        seenAt: 1,
      });
    },
    event: lifecycleEvent(4, 'left'),
  },
  { name: 'an invited leaver', given: ({ acme }) => acme.deliver(joined), event: lifecycleEvent(4, 'left') },
];

describe('plan', () => {
  it.each(CASES)('shows for $name exactly what is then done', async ({ given, event }) => {
    const plane = await controlPlane();
    await given?.(plane);
    await recordOnly(plane, event);
    const earlier = (await done(plane)).length;
    const { steps, afterwards, sends } = await planOf(plane);
    expect(steps.length).toBeGreaterThan(0);
    expect(sends).toBe(true);

    plane.acme.clock.advance(120_000);
    await plane.acme.tick();
    expect(steps.map(({ action, rule }) => [action, rule])).toEqual((await done(plane)).slice(earlier));
    const record = (await plane.acme.deps.ledger.workers.load(await plane.keyOf(1)))?.targets['atlan-prod'];
    expect(afterwards).toEqual({ state: record?.state, because: record?.because });
  });

  it.each(CASES)('writes nothing for $name', async ({ given, event }) => {
    const plane = await controlPlane();
    await given?.(plane);
    await recordOnly(plane, event);
    const traced = await traces(plane);
    await planOf(plane);
    await planOf(plane, { at: '2026-12-01T00:00:00Z' });
    expect(await traces(plane)).toBe(traced);
    expect(await plane.acme.deps.ledger.claims.holderOf('atlan-prod', 'u1')).toBe(undefined);
  });

  it('names groups as the configuration does, those too that are still to be created', async () => {
    const plane = await controlPlane();
    await recordOnly(plane, joined);
    const { steps } = await planOf(plane);
    expect(steps).toMatchObject([
      { action: 'invite', role: '$member', rule: 'members' },
      { action: 'add-to-groups', groups: ['All Staff', 'Data Eng'], rule: 'members, data' },
    ]);
    expect(JSON.stringify(steps)).not.toContain('ada@');
  });

  it('says what will happen at an instant to come', async () => {
    const plane = await controlPlane();
    await employ(plane);
    await plane.acme.deliver(lifecycleEvent(5, 'left', { phase: 'scheduled', date: '2026-11-30' }));
    expect(await planOf(plane)).toMatchObject({ steps: [], afterwards: { state: 'converged' } });
    expect(await planOf(plane, { at: '2026-12-01T00:00:00Z' })).toMatchObject({
      steps: [{ action: 'disable', rule: 'left' }, { action: 'remove-from-group' }, { action: 'remove-from-group' }],
      afterwards: { state: 'converged', because: 'Access ended' },
    });
  });

  it('shows what enforce would do where nothing is sent, and says that nothing is', async () => {
    const plane = await controlPlane({ mode: 'observe' });
    await plane.acme.deliver(joined);
    expect(await planOf(plane)).toMatchObject({ mode: 'observe', sends: false, steps: [{ action: 'invite' }, {}] });
  });

  it('tells who is in the pilot', async () => {
    const pilot = { attribute: 'department', equals: 'Data' };
    const plane = await controlPlane({ mode: 'pilot', target: { pilot } });
    await recordOnly(plane, joined);
    expect(await planOf(plane)).toMatchObject({ mode: 'pilot', sends: true });
  });

  it('shows a joiner who would wait for room, and puts no worker in the line', async () => {
    const plane = await controlPlane({ target: { limits: { grants: { min: 1, percent: 1 } } } });
    await plane.acme.deliver(
      lifecycleEvent(2, 'joined', { sourceKey: 'hr:2', attributes: { ...ada, workEmail: 'bob@example.com' } }),
    );
    await recordOnly(plane, joined);
    const shown = await planOf(plane);
    expect(shown).toMatchObject({
      afterwards: { state: 'waiting', because: expect.stringContaining('there is room at') },
      holds: [],
    });
    const { waitingLine } = plane.acme.deps.ledger;
    expect(await waitingLine.all('atlan-prod', plane.acme.clock.now())).toMatchObject({ count: 0 });
  });

  it('asks nothing of a closed target, and says why', async () => {
    const plane = await controlPlane();
    await recordOnly(plane, joined);
    const now = plane.acme.clock.now();
    const gate = {
      target: 'atlan-prod',
      cause: 'down',
      because: 'It is down',
      closedAt: now,
      closedUntil: now,
    } as const;
    await plane.acme.deps.ledger.gates.close(gate);
    expect(await planOf(plane)).toMatchObject({ stopped: expect.stringContaining('It is down'), steps: [] });
    expect(await plane.acme.deps.ledger.gates.read('atlan-prod')).toEqual(gate);
  });

  it('books its requests, and closes the gate of a target that refuses them by the clock of now', async () => {
    const plane = await controlPlane();
    await recordOnly(plane, joined);
    const { ledger } = plane.deps;
    const { others } = await ledger.budgets.spent('atlan-prod', plane.acme.clock.now());
    await planOf(plane);
    expect((await ledger.budgets.spent('atlan-prod', plane.acme.clock.now())).others).toBeGreaterThan(others);

    const refusing = await controlPlane();
    await recordOnly(refusing, joined);
    Object.assign(refusing.acme.atlan, {
      findByEmails: async () => ({ kind: 'wait', cause: 'rate-limited', because: 'Too many requests' }),
    });
    const now = refusing.acme.clock.now();
    expect(await planOf(refusing, { at: '2026-12-01T00:00:00Z' })).toMatchObject({
      steps: [],
      stopped: 'Too many requests',
    });
    expect(await refusing.deps.ledger.gates.read('atlan-prod')).toMatchObject({ closedUntil: now + 60_000 });
  });

  it('finds no worker by an address that was never theirs, and no other target', async () => {
    const plane = await controlPlane();
    await plane.acme.deliver(joined);
    expect(await plane.ask('plan', { email: 'eve@example.com' })).toMatchObject({ error: 'not-found' });
    expect(await plane.ask('plan', { source: 'hr:1', target: 'elsewhere' })).toMatchObject({ error: 'not-found' });
  });
});

it('a plan deletes no account where a provider ends accounts so', async () => {
  const plane = await controlPlane({ provider: INVENTED });
  await plane.acme.deliver(joined);
  await recordOnly(plane, lifecycleEvent(3, 'left', { date: '2026-03-01' }));
  const { steps, afterwards } = await planOf(plane);
  expect(steps).toMatchObject([{ action: 'delete' }]);
  expect(afterwards).toMatchObject({ state: 'converged' });
  expect(plane.acme.atlan.accounts()).toHaveLength(1);
});
