import { done } from '../../../../../shared/domain/outcome.ts';
import { type DueClass, newWorker } from '../../../../../shared/domain/worker/worker.ts';
import { inMemory } from '../functions-in-memory.ts';
import { type Fire, type Fires, HOUR_MS, watching } from '../situations.ts';

/** A worker of one class has been due for a day. */
const waitingFor =
  (of: DueClass): Fire =>
  async (deployed) => {
    const there = await inMemory(deployed);
    const at = there.acme.clock.now() - 24 * HOUR_MS;
    await there.acme.deps.ledger.workers.commit({ ...newWorker('w1', 'salt'), due: { at, class: of } });
    await there.poll();
  };

/** No operator has decided a hold for so long. */
const holdOpenFor =
  (ms: number): Fire =>
  async (deployed) => {
    const there = await inMemory(deployed);
    const since = there.acme.clock.now() - ms;
    const hold = {
      id: 'h',
      workerKey: 'w',
      target: 'atlan-prod',
      kind: 'conflict',
      because: 'b',
      planDigest: 'd',
    } as const;
    await there.acme.deps.ledger.holds.open({ ...hold, since });
    await there.poll();
  };

export const FIRES: Fires = {
  'endings-wait': { poll: waitingFor('ending') },
  'pending-disables-wait': {
    poll: async (deployed) => {
      const there = await watching(deployed, {
        broken: () => ({ findByIds: async () => ({ kind: 'wait', cause: 'down', because: 'away' }) }),
      });
      there.acme.clock.advance(HOUR_MS / 2);
      await there.poll();
    },
  },
  'joiners-wait': { poll: waitingFor('joiner-mover') },
  'grants-wait': {
    poll: async (deployed) => {
      const there = await inMemory(deployed);
      const until = there.acme.clock.now() + HOUR_MS;
      const { waitingLine } = there.acme.deps.ledger;
      await waitingLine.join('atlan-prod', { workerKey: 'w', startDate: '2026-03-01', until });
      await there.poll();
    },
  },
  'policy-waits': {
    poll: async (deployed) => {
      const there = await inMemory(deployed);
      const since = there.acme.clock.now() - 25 * HOUR_MS;
      const policy = { rules: [], lists: {}, maxRole: '$member' };
      const active = { hash: 'a', policy, since };
      await there.acme.deps.ledger.policies.save({ target: 'atlan-prod', active, waiting: { hash: 'b', since } }, 0);
      await there.poll();
    },
  },
  'connection-silent': {
    poll: async (deployed) => {
      const there = await inMemory(deployed);
      await there.poll();
      there.acme.clock.advance(25 * HOUR_MS);
      await there.poll();
    },
  },
  'quarantine-waits': {
    poll: async (deployed) => {
      const there = await inMemory(deployed);
      const receivedAt = there.acme.clock.now() - 24 * HOUR_MS;
      const kept = { id: 'd1', connection: 'hr', because: 'data.kind is not known', headers: {}, receivedAt };
      await there.acme.deps.ledger.quarantine.put({
        ...kept,
        body: new Uint8Array(),
        expiresAt: receivedAt + 14 * 24 * HOUR_MS,
      });
      await there.poll();
    },
  },
  'looks-wait': { poll: waitingFor('rest') },
  'sweep-stale': { poll: async (deployed) => (await inMemory(deployed)).poll() },
  'oldest-hold': { poll: holdOpenFor(5 * HOUR_MS) },
  'hold-overdue': { poll: holdOpenFor(25 * HOUR_MS) },
  'token-expiring': {
    poll: async (deployed) => {
      let soon = 0;
      const there = await inMemory(deployed, { broken: () => ({ credentialExpiresAt: async () => done(soon) }) });
      soon = there.acme.clock.now() + 3 * 24 * HOUR_MS;
      await there.poll();
    },
  },
};
