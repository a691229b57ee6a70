import { describe, expect, it } from 'vitest';

import { memoryBus } from '../../shared/adapters/memory/memory-bus.ts';
import { memoryEvidence } from '../../shared/adapters/memory/memory-evidence.ts';
import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { tick } from '../../shared/app/poll/tick.ts';
import { decodeMessage } from '../../shared/contracts/messages.ts';
import { type AtlanUnderTest, atlanOnSimulator } from '../support/atlan.ts';
import { company } from '../support/company.ts';
import { converge } from '../support/converge.ts';
import { lifecycleEvent } from '../support/events.ts';
import { RETENTION } from '../support/retention.ts';

const ADA = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };

interface Shown {
  readonly id: string;
  readonly email: string;
  readonly state: string;
}

/** The whole pipeline and its poll on the real client, minute by minute. */
async function start(atlan: AtlanUnderTest) {
  const acme = await company({
    between: {
      begin: () => {},
      isKilled: () => false,
      wrap: (deps) => ({
        ...deps,
        targets: deps.targets.map(({ settings }) => ({
          settings,
          target: atlan.another({ name: 'atlan-prod', clock: deps.clock }),
        })),
      }),
    },
  });
  const { clock } = acme;
  const target = atlan.another({ name: 'atlan-prod', clock });
  const [queue, bus, observe] = [memoryQueue(), memoryBus(), memoryObserve()];
  const outside = { listensTo: [], bus, queue, observe, evidence: memoryEvidence(), retention: RETENTION };
  const targets = acme.deps.targets.map(({ settings }) => ({ settings, target }));
  let [ticks, followed] = [0, 0];
  const minutes = async (count: number) => {
    for (let minute = 0; minute < count; minute++) {
      clock.advance(60_000);
      const call = { deadline: clock.now() + 50_000 };
      await tick({ holder: `tick-${++ticks}`, ...call }, { ...acme.deps, ...outside, targets });
      const messages = queue.messages.slice(followed).map(({ body }) => decodeMessage(body));
      followed = queue.messages.length;
      const keys = messages.flatMap((message) => (message.kind === 'reconcile' ? [message.workerKey] : []));
      await converge(keys, { ...acme.deps, targets }, { call, world: acme });
    }
  };
  const ada = async () => {
    const { users } = await atlan.control<{ users: Shown[] }>('GET', 'state');
    return users.find(({ email }) => email === ADA.workEmail)!;
  };
  /** As an administrator does it, or an identity provider that still thinks that Ada works here. */
  const enable = async () => atlan.control('POST', `users/${(await ada()).id}`, { enabled: true });
  return { acme, minutes, ada, enable, bus, observe };
}

describe('a leaver on the real client and the simulator', () => {
  it.each([5, 90])(
    'whom a person enables %i s after our disable is disabled again, reported and alarmed',
    async (seconds) => {
      await using atlan = await atlanOnSimulator();
      const { acme, minutes, ada, enable, bus, observe } = await start(atlan);
      await minutes(6);
      await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ADA }));
      await atlan.control('POST', 'accept', { email: ADA.workEmail });
      await minutes(12);
      await acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01' }));
      expect((await ada()).state).toBe('disabled');
      acme.clock.advance(seconds * 1_000);
      await enable();
      expect((await ada()).state).not.toBe('disabled');

      await minutes(6);
      expect((await ada()).state).toBe('disabled');
      const told = bus.events.filter(({ type }) => type === 'DriftDetected');
      expect(told).toMatchObject([{ accountId: (await ada()).id, detail: { fields: 'enabled', leaver: true } }]);
      expect(observe.counts['LeaverActiveAgain']).toBe(1);
      await minutes(60);
      expect(observe.counts['LeaverActiveAgain']).toBe(1);
    },
  );
});
