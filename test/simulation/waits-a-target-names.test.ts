import { describe, expect, it } from 'vitest';

import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { operate } from '../../shared/app/operate/operate.ts';
import { type AtlanUnderTest, atlanOnSimulator } from '../support/atlan.ts';
import { type Between, type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { operateOutside } from '../support/operate-outside.ts';

const MINUTE_MS = 60_000;
const DAY_S = 86_400;

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const another = lifecycleEvent(7, 'joined', {
  sourceKey: 'hr:7',
  attributes: { ...ada, workEmail: 'bob@example.com' },
});
const left = lifecycleEvent(3, 'left', { date: '2026-03-01' });

/** A company on the simulator, where Ada works and Atlan has just refused a joiner: too many requests, come back in a day. */
async function refusedForADay(atlan: AtlanUnderTest) {
  const client = (deps: Company['deps']) => atlan.another({ name: 'atlan-prod', clock: deps.clock });
  const between: Between = {
    begin: () => {},
    isKilled: () => false,
    wrap: (deps) => ({ ...deps, targets: deps.targets.map(({ settings }) => ({ settings, target: client(deps) })) }),
  };
  const acme = await company({ between });
  await acme.deliver(joined);
  await atlan.control('POST', 'accept', { email: 'ada@example.com' });
  await atlan.control('PUT', 'faults', [{ kind: 'rate-limited', retryAfterSeconds: DAY_S, times: 1 }]);
  await acme.deliver(another);
  return {
    acme,
    /** Minutes that pass, a tick in each, until Ada is disabled; at most a hundred. */
    minutesUntilEnded: async () => {
      for (let minutes = 0; minutes <= 100; minutes++) {
        if ((await stateOf(atlan, 'ada@example.com')) === 'disabled') return minutes;
        acme.clock.advance(MINUTE_MS);
        await acme.tick();
      }
      return undefined;
    },
    disable: async () => {
      const targets = acme.deps.targets.map(({ settings }) => ({ settings, target: client(acme.deps) }));
      const outside = { ...operateOutside(), operators: {}, queue: memoryQueue(), observe: memoryObserve() };
      const deps = { ...acme.deps, targets, ...outside };
      const asking = { deps, actor: 'ops', call: { deadline: acme.clock.now() + 20_000 } };
      return operate('disable', { source: 'hr:1', reason: 'r' }, asking);
    },
  };
}

async function stateOf(atlan: AtlanUnderTest, email: string) {
  const { users } = await atlan.control<{ users: { email: string; state: string }[] }>('GET', 'state');
  return users.find((user) => user.email === email)?.state;
}

describe('a target that asks to be left alone for a day', () => {
  it('is asked again within minutes, so that a leaver is ended within six', async () => {
    await using atlan = await atlanOnSimulator();
    const { acme, minutesUntilEnded } = await refusedForADay(atlan);
    await acme.deliver(left);
    expect(await stateOf(atlan, 'ada@example.com')).toBe('active');
    expect(await minutesUntilEnded()).toBeLessThanOrEqual(6);
    expect(await acme.deps.ledger.gates.read('atlan-prod')).toBeUndefined();
  });

  it('is asked at once when an operator disables, and its gate opens when it answers', async () => {
    await using atlan = await atlanOnSimulator();
    const { acme, disable } = await refusedForADay(atlan);
    expect(await disable()).toMatchObject({ value: { targets: [{ result: 'ended' }] } });
    expect(await acme.deps.ledger.gates.read('atlan-prod')).toBeUndefined();
  });

  it('is closed again when it refuses the operator too, and the answer says when it is asked again', async () => {
    await using atlan = await atlanOnSimulator();
    const { acme, disable, minutesUntilEnded } = await refusedForADay(atlan);
    await atlan.control('PUT', 'faults', [{ kind: 'rate-limited', retryAfterSeconds: DAY_S, times: 1 }]);
    const lookAt = new Date(acme.clock.now() + 5 * MINUTE_MS).toISOString();
    expect(await disable()).toMatchObject({
      value: { targets: [{ result: 'unreachable', because: expect.stringContaining('too many requests'), lookAt }] },
    });
    expect(await minutesUntilEnded()).toBeLessThanOrEqual(6);
  });
});
