import { describe, expect, it } from 'vitest';

import { type Due, newWorker } from '../../../shared/domain/worker/worker.ts';
import type { DueLine, DueLines } from '../../../shared/ports/ledger/due-lines.ts';
import type { Ledger } from '../../../shared/ports/ledger/ledger.ts';
import type { LedgerUnderTest } from './ledger.ts';

const at = Date.parse('2026-03-02T09:00:00Z');
const HOUR_MS = 3_600_000;
const ENDING: DueLine = { class: 'ending' };
const REST: DueLine = { class: 'rest' };

const commit = (ledger: Ledger, key: string, due?: Due) => ledger.workers.commit({ ...newWorker(key, 'salt'), due });
const keysOf = async (places: ReturnType<DueLines['due']>) => (await places).map(({ workerKey }) => workerKey);

export function describeDue(start: () => Promise<LedgerUnderTest>): void {
  describe('lines of the due', () => {
    it('have those of one class who wait for one target, or for all, the longest due first', async () => {
      const { ledger } = await start();
      await commit(ledger, 'second', { at: at + 2, class: 'rest' });
      await commit(ledger, 'first', { at: at + 1, class: 'rest' });
      await commit(ledger, 'later', { at: at + 99, class: 'rest' });
      await commit(ledger, 'leaves#%1', { at: at + 10, class: 'ending' });
      await commit(ledger, 'elsewhere', { at, class: 'rest', target: 'atlan#2' });
      await commit(ledger, 'never');
      const { dueLines } = ledger;
      expect(await keysOf(dueLines.due(REST, at + 50, 10))).toEqual(['first', 'second']);
      expect(await keysOf(dueLines.due(REST, at + 2, 10))).toEqual(['first']);
      expect(await keysOf(dueLines.due(REST, at + 50, 1))).toEqual(['first']);
      expect(await keysOf(dueLines.due(ENDING, at + 50, 10))).toEqual(['leaves#%1']);
      expect(await keysOf(dueLines.due({ class: 'rest', target: 'atlan#2' }, at + 50, 10))).toEqual(['elsewhere']);
    });

    it('drop a worker who is no longer due, and take one up whose due changes', async () => {
      const { ledger } = await start();
      await commit(ledger, 'w1', { at, class: 'ending' });
      await ledger.workers.commit({ ...newWorker('w1', 'salt'), version: 1, due: { at, class: 'rest' } });
      expect(await ledger.dueLines.due(ENDING, at + 1, 10)).toEqual([]);
      expect(await keysOf(ledger.dueLines.due(REST, at + 1, 10))).toEqual(['w1']);
      await ledger.workers.commit({ ...newWorker('w1', 'salt'), version: 2 });
      expect(await ledger.dueLines.due(REST, at + 1, 10)).toEqual([]);
      expect(await ledger.dueLines.placeOf('w1')).toBeUndefined();
      expect(await ledger.dueLines.placeOf('nobody')).toBeUndefined();
    });

    it('leave out a worker who was sent a reminder, until it lapses or a commit says when they are due', async () => {
      const { ledger } = await start();
      const { dueLines, workers } = ledger;
      await commit(ledger, 'w1', { at, class: 'rest', target: 'atlan-prod' });
      const line = { class: 'rest', target: 'atlan-prod' } as const;
      const [place] = await dueLines.due(line, at + 1, 10);
      const lapsesAt = at + HOUR_MS;
      expect(await dueLines.remind(place!, { class: 'rest', lapsesAt })).toBe('reminded');

      expect(await dueLines.due(line, lapsesAt, 10)).toEqual([]);
      expect(await dueLines.unserved(line, at, 10)).toMatchObject([
        { workerKey: 'w1', at: lapsesAt, isReminded: true },
      ]);
      expect(await dueLines.placeOf('w1')).toMatchObject({ line, at: lapsesAt, isReminded: true });
      expect(await dueLines.due(line, lapsesAt + 1, 10)).toMatchObject([{ workerKey: 'w1', isReminded: true }]);
      expect(await dueLines.unserved(line, lapsesAt, 10)).toEqual([]);
      // what the worker is due for stands in their item, and so does its version
      expect(await workers.load('w1')).toMatchObject({ version: 1, due: { at, class: 'rest' } });

      const [lapsed] = await dueLines.due(line, lapsesAt + 1, 10);
      expect(await dueLines.remind(lapsed!, { class: 'rest', lapsesAt: lapsesAt + HOUR_MS })).toBe('reminded');
      await workers.commit({ ...newWorker('w1', 'salt'), version: 1, due: { at: at + 5, class: 'rest' } });
      expect(await dueLines.unserved(line, at, 10)).toEqual([]);
      expect(await keysOf(dueLines.due(REST, at + 6, 10))).toEqual(['w1']);
    });

    it('note a reminder in the line it is sent for, and of two who send one note one', async () => {
      const { ledger } = await start();
      const { dueLines } = ledger;
      await commit(ledger, 'w1', { at, class: 'pending-disable' });
      const place = (await dueLines.placeOf('w1'))!;
      const reminders = await Promise.all(
        [1, 2].map((n) => dueLines.remind(place, { class: 'ending', lapsesAt: at + HOUR_MS + n })),
      );
      expect(reminders.toSorted()).toEqual(['overtaken', 'reminded']);
      expect(await keysOf(dueLines.unserved(ENDING, at, 10))).toEqual(['w1']);
      expect(await dueLines.due({ class: 'pending-disable' }, at + HOUR_MS, 10)).toEqual([]);
    });

    it('note no reminder where a commit was faster', async () => {
      const { ledger } = await start();
      await commit(ledger, 'w1', { at, class: 'rest' });
      const [place] = await ledger.dueLines.due(REST, at + 1, 10);
      await ledger.workers.commit({ ...newWorker('w1', 'salt'), version: 1, due: { at: at + 1, class: 'rest' } });
      expect(await ledger.dueLines.remind(place!, { class: 'rest', lapsesAt: at + 9 })).toBe('overtaken');
      expect(await keysOf(ledger.dueLines.due(REST, at + 2, 10))).toEqual(['w1']);
    });

    it('take a worker in again at an instant, in the line of their item, unless there was a commit', async () => {
      const { ledger } = await start();
      const { dueLines } = ledger;
      await commit(ledger, 'w1', { at, class: 'ending' });
      const place = (await dueLines.placeOf('w1'))!;
      await dueLines.remind(place, { class: 'rest', lapsesAt: at + HOUR_MS });
      expect(await dueLines.dueAgain('w1', at + 7, 0)).toBe('overtaken');
      expect(await dueLines.dueAgain('w1', at + 7, 1)).toBe('moved');
      expect(await dueLines.placeOf('w1')).toMatchObject({ line: ENDING, at: at + 7, isReminded: false });
      expect(await dueLines.dueAgain('w1', at + 8)).toBe('moved');
      expect(await dueLines.dueAgain('nobody', at)).toBe('overtaken');
    });
  });

  describe('pending disables', () => {
    it('are watched account by account, from the first time on', async () => {
      const { pendingDisables } = (await start()).ledger;
      expect(await pendingDisables.list('atlan-prod')).toEqual({ pending: [] });
      const [one, two] = ['a#1', 'a-2'].map((accountId) => ({ accountId, workerKey: 'w1', since: at }));
      await pendingDisables.watch('atlan-prod', one!);
      await pendingDisables.watch('atlan-prod', two!);
      await pendingDisables.watch('atlan-prod', { ...one!, since: at + 9 });
      await pendingDisables.watch('atlan-sandbox', { ...one!, since: at + 9 });
      expect((await pendingDisables.list('atlan-prod')).pending).toEqual([one, two]);

      await pendingDisables.watch('atlan-prod', { ...two!, workerKey: 'w2', since: at + 5 });
      await pendingDisables.drop('atlan-prod', 'a#1');
      await pendingDisables.drop('atlan-prod', 'unknown');
      expect((await pendingDisables.list('atlan-prod')).pending).toEqual([
        { accountId: 'a-2', workerKey: 'w2', since: at + 5 },
      ]);
    });

    it('are listed page by page, losing and doubling nothing', async () => {
      const { pendingDisables } = (await start()).ledger;
      const ids = Array.from({ length: 210 }, (_, n) => `a-${String(n).padStart(5, '0')}`);
      for (const accountId of ids) await pendingDisables.watch('atlan-prod', { accountId, workerKey: 'w1', since: at });
      const listed: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await pendingDisables.list('atlan-prod', cursor);
        listed.push(...page.pending.map(({ accountId }) => accountId));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(listed).toEqual(ids);
    });
  });
}
