import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../shared/domain/event/lifecycle-event.ts';
import type { Hold } from '../../../shared/domain/worker/hold.ts';
import { newWorker, type Worker } from '../../../shared/domain/worker/worker.ts';
import type { LedgerUnderTest } from './ledger.ts';

const at = Date.parse('2026-03-02T09:00:00Z');

const event = (id: string): LifecycleEvent => ({
  id,
  connection: 'hr-eu',
  sourceKey: 'hr-eu:1001',
  kind: 'joined',
  phase: 'scheduled',
  effective: { date: '2026-04-01', boundary: 'start_of_day', timeZone: 'Europe/Berlin', immediate: false },
  attributes: { workEmail: 'ada@example.com', department: null, jobTitle: 'Analyst' },
  occurredAt: at,
  order: '0001',
  supersedes: 'evt_0',
  previousSourceKey: 'hr-eu:7',
});

/** Every field there is, so that none is lost on the way. */
const wholeHold: Hold = {
  id: 'h-1',
  workerKey: 'w-everything',
  target: 'atlan-prod',
  kind: 'hand-off',
  because: 'refused',
  planDigest: 'digest',
  basis: ['evt_1'],
  other: 'w-2',
  ending: true,
  since: at,
  decision: {
    verdict: 'rejected',
    actor: 'role/operator',
    reason: 'HR is wrong',
    at,
    instead: 'access-kept',
    until: at + 2,
  },
  closed: { at: at + 3, because: 'its reason is gone' },
};

const everything: Worker = {
  ...newWorker('w-everything', 'salt'),
  erased: { at: at + 1, actor: 'role/operator', reason: 'request 7' },
  links: [
    { kind: 'joined', sourceKey: 'hr-eu:1001', isNamed: true, actor: 'hr-eu', reason: 'named', at },
    { kind: 'gone', sourceKey: 'hr-eu:7', other: 'w-2', actor: 'role/operator', reason: 'two people', at },
  ],
  engagements: {
    'hr-eu:1001': {
      facts: [
        {
          id: 'evt_1',
          kind: 'left',
          phase: 'corrected',
          effective: { date: '2026-05-01', boundary: 'instant', timeZone: 'UTC', instant: at, immediate: true },
          attributes: { workEmail: 'ada@example.com', managerSourceWorkerId: null },
          occurredAt: at,
          order: '0002',
        },
      ],
      replacedIds: ['evt_0'],
    },
  },
  overrides: [
    {
      id: 'o-1',
      kind: 'extra_entitlement',
      entitlement: { target: 'atlan-prod', role: '$member', group: 'finance' },
      actor: 'arn:aws:iam::111122223333:role/operator',
      reason: 'audit',
      from: at,
      until: at + 1,
    },
    {
      id: 'o-3',
      kind: 'access_kept',
      against: ['evt_1'],
      actor: 'role/operator',
      reason: 'HR',
      from: at,
      until: at + 1,
    },
    { id: 'o-2', kind: 'access_ended', actor: 'role/operator', reason: 'lost laptop', from: at, until: at + 1 },
  ],
  targets: {
    'atlan-prod': {
      state: 'waiting',
      since: at,
      because: 'no seat',
      accounts: [
        {
          id: 'a-1',
          how: 'invited',
          ownedGroups: ['g-1'],
          left: { enabled: true, role: '$member', version: 4 },
          endedAt: at,
          drift: ['role 0123456789abcdef'],
        },
        { id: 'a-2', how: 'adopted', ownedGroups: [] },
      ],
      failures: 2,
      refusals: [{ rung: 'disable', at, because: 'not allowed' }],
      lookAt: at + 5,
      observedPlan: 'digest',
      holdId: 'h-1',
      isUndone: true,
      isLetThrough: true,
      pendingDisable: true,
      lastHoldId: 'h-0',
      overAt: at,
      foreign: ['a-3'],
    },
  },
  due: { at, class: 'ending' },
  outbox: [
    {
      id: 'b-1',
      kind: 'bus',
      event: {
        type: 'AccountDisabled',
        target: 'atlan-prod',
        accountId: 'a-1',
        workerKey: 'w-everything',
        at,
        detail: { n: 1, ok: true, how: 'read back' },
      },
    },
    { id: 'b-3', kind: 'hold', hold: wholeHold },
    {
      id: 'b-4',
      kind: 'hold-closed',
      opening: { id: 'h-0', since: at },
      closed: { at: at + 1, because: 'its reason is gone' },
    },
    {
      id: 'b-5',
      kind: 'left',
      target: 'atlan-prod',
      changes: [
        {
          accountId: 'a-1',
          workerKey: 'w-everything',
          version: 4,
          left: { enabled: true, role: '$member', hasEnded: true },
        },
        { accountId: 'a-3', workerKey: 'w-everything', version: 4 },
        { accountId: 'a-4', workerKey: 'w-everything', version: 4, left: { hasEnded: true }, isForeign: true },
      ],
    },
    { id: 'b-2', kind: 'history', recorded: { event: event('evt_1'), fate: 'recorded', recordedAt: at } },
  ],
  addresses: ['ada@old.example.com', 'ada@example.com'],
  recentEvents: ['evt_0', 'evt_1'],
  receipts: { next: 3, lastHash: 'abc' },
};

export function describePeople(start: () => Promise<LedgerUnderTest>): void {
  describe('workers', () => {
    it('loads what was committed, every field of it, as the next version', async () => {
      const { workers } = (await start()).ledger;
      expect(await workers.load('w-everything')).toBeUndefined();
      expect(await workers.versionOf('w-everything')).toBe(0);
      expect(await workers.commit(everything)).toBe('committed');
      expect(await workers.load('w-everything')).toEqual({ ...everything, version: 1 });
      expect(await workers.versionOf('w-everything')).toBe(1);
    });

    it('commits only what was made from the version that stands', async () => {
      const { workers } = (await start()).ledger;
      const first = newWorker('w1', 'salt');
      expect(await workers.commit(first)).toBe('committed');
      expect(await workers.commit({ ...first, salt: 'other' })).toBe('stale');
      expect(await workers.commit({ ...first, version: 2 })).toBe('stale');
      expect(await workers.commit({ ...first, version: 1, recentEvents: ['evt_1'] })).toBe('committed');
      expect(await workers.load('w1')).toMatchObject({ version: 2, salt: 'salt', recentEvents: ['evt_1'] });
    });

    it('lets one of many commits of a version through', async () => {
      const { workers } = (await start()).ledger;
      const answers = await Promise.all(Array.from({ length: 20 }, () => workers.commit(newWorker('w1', 'salt'))));
      expect(answers.filter((answer) => answer === 'committed')).toHaveLength(1);
    });

    it('lists every worker once, due or not', async () => {
      const { workers } = (await start()).ledger;
      const keys = Array.from({ length: 40 }, (_, index) => `worker#${index}`);
      for (const key of keys) await workers.commit(newWorker(key, 'salt'));
      await workers.commit({ ...newWorker('worker#0', 'salt'), version: 1 });
      const listed: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await workers.list(cursor);
        listed.push(...page.keys);
        cursor = page.next;
      } while (cursor !== undefined);
      expect(listed.toSorted()).toEqual(keys.toSorted());
    });

    it('warns of an item above 100 KB once it is written', async () => {
      const { ledger, large } = await start();
      const worker = { ...newWorker('w1', 'salt'), recentEvents: ['x'.repeat(100 * 1024)] };
      await ledger.workers.commit(newWorker('small', 'salt'));
      expect(large).toEqual([]);
      await ledger.workers.commit(worker);
      expect(await ledger.workers.commit(worker)).toBe('stale');
      expect(large).toEqual([{ workerKey: 'w1', bytes: expect.any(Number) }]);
      expect(large[0]?.bytes).toBeGreaterThan(100 * 1024);
    });
  });

  describe('links', () => {
    it('gives a source key to the first who links it', async () => {
      const { links } = (await start()).ledger;
      expect(await links.workerOf('hr-eu:1001')).toBeUndefined();
      expect(await links.link('hr-eu:1001', 'w1')).toBe('w1');
      expect(await links.link('hr-eu:1001', 'w2')).toBe('w1');
      expect(await links.workerOf('hr-eu:1001')).toBe('w1');
    });

    it('forgets a source key of its worker, and no other one’s', async () => {
      const { links } = (await start()).ledger;
      await links.link('hr-eu:1001', 'w1');
      await links.unlink('hr-eu:1001', 'w2');
      expect(await links.workerOf('hr-eu:1001')).toBe('w1');
      for (const _ of [1, 2]) await links.unlink('hr-eu:1001', 'w1');
      expect(await links.workerOf('hr-eu:1001')).toBeUndefined();
      expect(await links.link('hr-eu:1001', 'w3')).toBe('w3');
    });

    it('forgets an e-mail of a worker, and those who had it beside them keep it', async () => {
      const { links } = (await start()).ledger;
      for (const key of ['w0', 'w1', 'w2']) await links.stateEmail('ada@example.com', key);
      await links.forgetEmail('ada@example.com', 'w0');
      expect(await links.workersByEmail('ada@example.com')).toEqual(['w1', 'w2']);
      for (const key of ['w1', 'w2', 'w2']) await links.forgetEmail('ada@example.com', key);
      expect(await links.workersByEmail('ada@example.com')).toEqual([]);
      await links.stateEmail('ada@example.com', 'w3');
      expect(await links.workersByEmail('ada@example.com')).toEqual(['w3']);
    });

    it('gives an e-mail to the first who claims it, however it is written', async () => {
      const { links } = (await start()).ledger;
      expect(await links.workerByEmail('ada@example.com')).toBeUndefined();
      expect(await links.claimEmail('ada@example.com', 'w1')).toBe('w1');
      expect(await links.claimEmail(' Ada@Example.com ', 'w2')).toBe('w1');
      expect(await links.workerByEmail('ADA@example.com')).toBe('w1');
      expect(await links.workerByEmail('bob@example.com')).toBeUndefined();
    });

    it('remembers every worker for whom HR stated an e-mail: the holder, and the five who came last', async () => {
      const { links } = (await start()).ledger;
      expect(await links.workersByEmail('ada@example.com')).toEqual([]);
      for (const key of ['w0', 'w0', 'w1', 'w2', 'w1']) await links.stateEmail(' Ada@Example.com ', key);
      expect(await links.workerByEmail('ada@example.com')).toBe('w0');
      expect(await links.workersByEmail('ADA@example.com')).toEqual(['w0', 'w2', 'w1']);
      for (const key of ['w3', 'w4', 'w5', 'w6']) await links.stateEmail('ada@example.com', key);
      expect(await links.workersByEmail('ada@example.com')).toEqual(['w0', 'w1', 'w3', 'w4', 'w5', 'w6']);
      expect(await links.workersByEmail('bob@example.com')).toEqual([]);
    });

    it('loses none of those for whom HR stated an e-mail at one time', async () => {
      const { links } = (await start()).ledger;
      await links.claimEmail('ada@example.com', 'w0');
      const others = ['w1', 'w2', 'w3', 'w4', 'w5'];
      await Promise.all(others.map((key) => links.stateEmail('ada@example.com', key)));
      expect((await links.workersByEmail('ada@example.com')).toSorted()).toEqual(['w0', ...others]);
    });

    it('gives all processes of a race the same answer', async () => {
      const { links } = (await start()).ledger;
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => links.link('hr-eu:1', `w${n}`)));
      expect(new Set(answers).size).toBe(1);
      expect(await links.workerOf('hr-eu:1')).toBe(answers[0]);
    });
  });

  describe('claims', () => {
    it('gives an account of a target to one worker', async () => {
      const { claims } = (await start()).ledger;
      expect(await claims.holderOf('atlan-prod', 'a-1')).toBeUndefined();
      expect(await claims.claim('atlan-prod', 'a-1', 'w1')).toBe('w1');
      expect(await claims.claim('atlan-prod', 'a-1', 'w2')).toBe('w1');
      expect(await claims.claim('atlan-sandbox', 'a-1', 'w2')).toBe('w2');
      expect(await claims.holderOf('atlan-prod', 'a-1')).toBe('w1');
      await claims.give('atlan-prod', 'a-1', 'w3');
      expect(await claims.holderOf('atlan-prod', 'a-1')).toBe('w3');
    });

    it('takes no two accounts for one, whatever their ids hold', async () => {
      const { claims } = (await start()).ledger;
      await claims.claim('a#b', 'c', 'w1');
      await claims.claim('a%23b', 'c', 'w2');
      expect(await claims.claim('a', 'b#c', 'w3')).toBe('w3');
      expect(await claims.holderOf('a#b', 'c')).toBe('w1');
      expect(await claims.holderOf('a%23b', 'c')).toBe('w2');
    });
  });

  describe('history', () => {
    it('lists a worker’s events in the order of recording, each once', async () => {
      const { history } = (await start()).ledger;
      const recorded = (id: string, recordedAt: number) =>
        ({ event: event(id), fate: 'recorded', recordedAt }) as const;
      await history.append('w1', recorded('evt_b', at));
      await history.append('w1', { ...recorded('evt_a', at + 1), fate: 'superseded' });
      await history.append('w1', recorded('evt_b', at + 2));
      await history.append('w2', { ...recorded('evt_c', at), event: { ...event('evt_c'), effective: null } });
      expect(await history.list('w1')).toEqual([
        recorded('evt_b', at),
        { ...recorded('evt_a', at + 1), fate: 'superseded' },
      ]);
      expect(await history.list('w2')).toMatchObject([{ event: { effective: null } }]);
      expect(await history.list('w3')).toEqual([]);
      expect(await history.get('w1', 'evt_a')).toEqual({ ...recorded('evt_a', at + 1), fate: 'superseded' });
      expect(await history.get('w1', 'evt_c')).toBeUndefined();
      for (const _ of [1, 2]) await history.erase('w1');
      expect(await history.list('w1')).toEqual([]);
      expect(await history.list('w2')).toHaveLength(1);
    });
  });
}
