import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane } from '../control-plane.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const second = { sourceKey: 'hr:2' };

async function pass({ acme }: Pick<ControlPlane, 'acme'>, hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour++) {
    acme.clock.advance(3_600_000);
    await acme.tick();
  }
}
const states = ({ acme }: Pick<ControlPlane, 'acme'>) =>
  acme.atlan.accounts().map(({ email, state }) => `${email} ${state}`);
const holds = async (plane: ControlPlane) => (await plane.tell('hold list')).holds;
const workerOf = async (plane: ControlPlane, n: number) =>
  (await plane.deps.ledger.workers.load(await plane.keyOf(n)))!;

/** Ada works here, and HR speaks of somebody else with her address. */
async function asked(hasLeft = false) {
  const plane = await controlPlane({ target: { adopt: 'exact-email' } });
  await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  plane.acme.atlan.accept('ada@example.com');
  await pass(plane, 1);
  if (hasLeft) await plane.acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01' }));
  await plane.acme.deliver(
    lifecycleEvent(3, 'joined', { ...second, attributes: { ...ada, department: 'Sales', displayName: 'Ada B' } }),
  );
  const [one, two] = [await plane.keyOf(1), await plane.keyOf(2)];
  const [hold] = await holds(plane);
  expect(hold).toMatchObject({ kind: 'same-person', workerKey: two });
  const decide = async (verdict: 'approve' | 'reject') => {
    const answer = await plane.ask(`hold ${verdict}`, { hold: hold?.id, reason: 'HR says so' });
    expect(answer.kind).toBe('done');
    await plane.provision();
    await pass(plane, 2);
  };
  return { plane, one, two, decide };
}

describe('"are these two one person?", approved', () => {
  it('links: the one worker has both source keys, all that was said, and one account', async () => {
    const { plane, one, two, decide } = await asked();
    await decide('approve');
    expect(await plane.keyOf(2)).toBe(one);
    expect(Object.keys((await workerOf(plane, 1)).engagements)).toEqual(['hr:1', 'hr:2']);
    expect(states(plane)).toEqual(['ada@example.com active']);
    expect(await holds(plane)).toEqual([]);

    // both have to end before she does
    await plane.acme.deliver(lifecycleEvent(4, 'left', { date: '2026-03-01' }));
    expect(states(plane)).toEqual(['ada@example.com active']);
    await plane.acme.deliver(lifecycleEvent(5, 'left', { ...second, date: '2026-03-01' }));
    expect(states(plane)).toEqual(['ada@example.com disabled']);

    const fact = { sourceKey: 'hr:2', reason: 'HR says so' };
    expect((await plane.tell('explain', { worker: one })).workers[0]?.links).toMatchObject([
      { kind: 'joined', other: two, ...fact },
    ]);
    const gone = await plane.tell('explain', { worker: two });
    expect(gone.workers[0]).toMatchObject({
      links: [{ kind: 'gone', other: one, ...fact }],
      standing: { kind: 'none' },
    });
    expect(gone.workers[0]?.targets[0]?.because).toContain(one);
    expect(gone.story.join('\n')).toContain(`Source key hr:2 went to worker ${one}`);
  });

  it('brings back who had left, with her own account', async () => {
    const { plane, decide } = await asked(true);
    expect(states(plane)).toEqual(['ada@example.com disabled']);
    await decide('approve');
    expect(states(plane)).toEqual(['ada@example.com active']);
  });

  it('takes in what HR says meanwhile, and a repeated approval changes nothing', async () => {
    const { plane, one, decide } = await asked();
    await plane.acme.deliver(lifecycleEvent(4, 'moved', { ...second, attributes: { department: 'Ops' } }));
    await decide('approve');
    const before = await workerOf(plane, 1);
    await decide('approve');
    expect((await workerOf(plane, 1)).links).toEqual(before.links);
    expect((await plane.tell('explain', { worker: one })).workers[0]?.events.map(({ id }) => id)).toEqual([
      'evt_1',
      'evt_3',
      'evt_4',
    ]);
  });

  it('keeps an event out of the worker who lost the source key, also where a process still has the old link', async () => {
    const { plane, one, two, decide } = await asked();
    await decide('approve');
    await plane.deps.ledger.links.relink('hr:2', two);
    await plane.acme.deliver(lifecycleEvent(9, 'left', { ...second, date: '2026-03-01' }));
    expect((await plane.deps.ledger.workers.load(two))?.engagements).toEqual({});
    expect(JSON.stringify((await plane.deps.ledger.workers.load(one))?.engagements['hr:2'])).toContain('evt_9');
  });
});

describe('"are these two one person?", rejected', () => {
  it.each([false, true])(
    'keeps them apart for good: nobody’s account is handed over (has left: %s)',
    async (hasLeft) => {
      const { plane, one, two, decide } = await asked(hasLeft);
      const before = states(plane);
      await decide('reject');
      await pass(plane, 24 * 9);
      expect(await holds(plane)).toEqual([]);
      expect(states(plane)).toEqual(before);
      expect((await workerOf(plane, 2)).targets['atlan-prod']).toMatchObject({ state: 'waiting', accounts: [] });
      expect((await workerOf(plane, 2)).targets['atlan-prod']?.because).toContain(one);
      expect((await workerOf(plane, 1)).links).toMatchObject([{ kind: 'apart', other: two }]);

      await plane.acme.deliver(
        lifecycleEvent(4, 'identity_changed', { ...second, attributes: { workEmail: 'ada.b@example.com' } }),
      );
      expect(states(plane)).toEqual([...before, 'ada.b@example.com invited']);
    },
  );
});

const named = { ...ada, displayName: 'Ada Lovelace', employeeNumber: '1001' };

/** Ada works here under two ids. */
async function joinedTwice() {
  const plane = await controlPlane();
  await plane.acme.deliver(
    lifecycleEvent(1, 'joined', { attributes: named }),
    lifecycleEvent(2, 'joined', { ...second, attributes: named }),
  );
  plane.acme.atlan.accept('ada@example.com');
  await pass(plane, 1);
  expect(await plane.keyOf(2)).toBe(await plane.keyOf(1));
  return plane;
}

describe('worker separate, and worker link', () => {
  it('give a source key a worker of its own, who gets an account by an address of their own; and take that back', async () => {
    const plane = await joinedTwice();
    const one = await plane.keyOf(1);
    const { workerKey: two, from } = await plane.tell('worker separate', { source: 'hr:2', reason: 'two people' });
    expect([from, await plane.keyOf(2)]).toEqual([one, two]);
    await plane.provision();
    expect((await workerOf(plane, 2)).targets['atlan-prod']).toMatchObject({ state: 'waiting', accounts: [] });
    expect(states(plane)).toEqual(['ada@example.com active']);
    expect(await holds(plane)).toEqual([]);

    await plane.tell('worker link', { source: 'hr:2', to: one, reason: 'one person after all' });
    await plane.provision();
    expect(Object.keys((await workerOf(plane, 1)).engagements)).toEqual(['hr:1', 'hr:2']);
    expect((await plane.tell('explain', { worker: one })).story.join('\n')).toContain('one person after all');

    await plane.tell('worker separate', { source: 'hr:2', reason: 'two people' });
    await plane.acme.deliver(
      lifecycleEvent(3, 'identity_changed', { ...second, attributes: { workEmail: 'bea@example.com' } }),
      lifecycleEvent(4, 'left', { date: '2026-03-01' }),
    );
    expect(states(plane)).toEqual(['ada@example.com disabled', 'bea@example.com invited']);
  });

  it('an operator’s word on the one holds for both once they are linked', async () => {
    const { plane, one } = await asked();
    await plane.tell('disable', { source: 'hr:2', reason: 'a dismissal' });
    await plane.tell('worker link', { source: 'hr:2', to: one, reason: 'one person' });
    await plane.provision();
    expect(await plane.keyOf(2)).toBe(one);
    expect(states(plane)).toEqual(['ada@example.com disabled']);
  });

  it('are refused where nothing would come of it, or an account would be left behind', async () => {
    const plane = await joinedTwice();
    const one = await plane.keyOf(1);
    await plane.acme.deliver(
      lifecycleEvent(5, 'joined', { sourceKey: 'hr:3', attributes: { ...ada, workEmail: 'bob@example.com' } }),
    );
    const refused = async (command: string, input: object) => {
      const answer = await plane.ask(command, { reason: 'r', ...input });
      return answer.kind === 'refused' ? answer.error : 'done';
    };
    expect(await refused('worker link', { source: 'hr:9', to: one })).toBe('not-found');
    expect(await refused('worker link', { source: 'hr:2', to: 'nobody' })).toBe('not-found');
    expect(await refused('worker link', { source: 'hr:2', to: one })).toBe('conflict');
    expect(await refused('worker link', { source: 'hr:3', to: one })).toBe('conflict');
    expect(await refused('worker separate', { source: 'hr:3' })).toBe('conflict');
    expect(await refused('worker separate', { source: 'hr:9' })).toBe('not-found');
  });
});

describe('a worker who may go on under another id from the day after their last', () => {
  /** On 4 March Ada leaves under one id; from the 5th on the same name has another id and another number. */
  async function transferred() {
    const plane = await controlPlane();
    await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes: named }));
    plane.acme.atlan.accept('ada@example.com');
    await pass(plane, 1);
    await plane.acme.deliver(
      lifecycleEvent(2, 'left', { phase: 'scheduled', date: '2026-03-04' }),
      lifecycleEvent(3, 'joined', {
        ...second,
        phase: 'scheduled',
        date: '2026-03-05',
        attributes: { ...named, employeeNumber: '7' },
      }),
    );
    const [hold] = await holds(plane);
    const account = plane.acme.atlan.accounts()[0]?.id ?? '';
    const decide = async (verdict: 'approve' | 'reject') => {
      expect((await plane.ask(`hold ${verdict}`, { hold: hold?.id, reason: 'r' })).kind).toBe('done');
      await plane.provision();
      await pass(plane, 2);
    };
    return { plane, hold, decide, groups: () => plane.acme.groupsOf(account) };
  }

  it('is asked about before, as urgently as anything', async () => {
    const { plane, hold } = await transferred();
    expect(hold?.kind).toBe('same-person');
    expect(plane.acme.notices.filter(({ name }) => name === 'leaver-held')).toHaveLength(1);
    expect((await plane.tell('status')).troubles[0]?.what).toContain('another HR id');
  });

  it('goes on without a break once that is approved before the day', async () => {
    const { plane, decide } = await transferred();
    await decide('approve');
    for (let day = 0; day < 6; day++) {
      await pass(plane, 24);
      expect(states(plane)).toEqual(['ada@example.com active']);
    }
  });

  it.each([
    ['approve', 'active', ['all_staff', 'data_eng']],
    ['reject', 'disabled', []],
  ] as const)(
    'undecided on the day cannot sign in and keeps the rest; then %s decides',
    async (verdict, state, kept) => {
      const { plane, decide, groups } = await transferred();
      await pass(plane, 24 * 5);
      expect(states(plane)).toEqual(['ada@example.com disabled']);
      expect(await groups()).toEqual(['all_staff', 'data_eng']);
      expect((await holds(plane)).map(({ kind }) => kind)).toEqual(['same-person']);
      await decide(verdict);
      expect(states(plane)).toEqual([`ada@example.com ${state}`]);
      expect(await groups()).toEqual(kept);
    },
  );
});
