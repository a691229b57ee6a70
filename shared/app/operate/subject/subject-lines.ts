import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { subjectExportCommand } from '../../../contracts/operate/subject/subject-export.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import { eventsOf } from '../explain/explain-events.ts';

type Line = OutputOf<typeof subjectExportCommand>['lines'][number];

/** What the ledger keeps on a worker, as it is kept. The salt is left out, because with it the payload of an erased receipt could be guessed. */
export async function subjectLines(worker: Worker, ledger: Ledger): Promise<readonly Line[]> {
  const { salt, ...item } = worker;
  const events = await eventsOf(worker, ledger);
  const receipts = await ledger.receipts.chain(worker.key);
  const lines: Line[] = [
    { kind: 'worker', kept: { ...item, hasSalt: salt !== '' } },
    ...events.map((event): Line => ({ kind: 'event', kept: { ...event } })),
    ...receipts.map((receipt): Line => ({ kind: 'receipt', kept: { ...receipt } })),
  ];
  for (const [target, { accounts, foreign = [], holdId, lastHoldId }] of Object.entries(worker.targets)) {
    for (const id of new Set([holdId, lastHoldId])) {
      const hold = id === undefined ? undefined : await ledger.holds.get(id);
      if (hold) lines.push({ kind: 'hold', kept: { ...hold } });
    }
    const seen = await ledger.inventory.get(target, [...accounts.map(({ id }) => id), ...foreign]);
    for (const record of seen.values()) lines.push({ kind: 'account', kept: { ...record } });
  }
  return [...lines, { kind: 'end', kept: { lines: lines.length } }];
}
