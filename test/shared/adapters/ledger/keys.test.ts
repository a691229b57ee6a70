import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { ledger } from '../../../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import type { Rollout } from '../../../../shared/domain/rollout/rollout.ts';
import { DUE_CLASSES, newWorker } from '../../../../shared/domain/worker/worker.ts';
import type { Item, ItemStore } from '../../../../shared/ports/items.ts';
import { receiptAfter } from '../../../contract/ledger/receipts.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { placeOf } from '../../../support/limits.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

/** The table of keys in docs/ledger.md: kind, pk and sk of each row, `<part>` standing for any part. */
const DOCUMENTED = [
  ...readFileSync('docs/ledger.md', 'utf8').matchAll(/^\| ([^|]+) \| `([^`]+)` \| `([^`]+)` \|/gm),
].map(([, kind = '', pk = '', sk = '']) => ({ kind, pk: patternOf(pk), sk: patternOf(sk) }));

function patternOf(documented: string): RegExp {
  const parts = documented.split(/<[^>]+>/).map((text) => text.replaceAll(/[^\w#-]/g, ''));
  return new RegExp(`^${parts.join('[^#]+')}$`);
}

const ROLLOUT: Rollout = {
  id: 'rol_1',
  target: 'atlan-prod',
  by: 'none',
  cohorts: [],
  perDay: 1,
  stopAt: 5,
  startedAt: 0,
  actor: 'kim',
  reason: 'r',
  scheduledAt: 0,
  waves: [],
  days: [],
  admitted: 0,
};

/** Writes one item of every kind, and gives everything the store was handed. */
async function written(): Promise<readonly Item[]> {
  const items = memoryItems();
  const puts: Item[] = [];
  const put: ItemStore['put'] = (item, when) => {
    puts.push(item);
    return items.put(item, when);
  };
  const moveDue: ItemStore['moveDue'] = (key, from, to) => {
    puts.push({ ...puts.find(({ pk }) => pk === key.pk)!, due: to });
    return items.moveDue(key, from, to);
  };
  const all = ledger({ items: { ...items, put, moveDue }, clock: virtualClock(), random: fixedRandom() });
  for (const of of DUE_CLASSES) {
    await all.workers.commit({ ...newWorker(`w-${of}`, 'salt'), due: { at: 1, class: of } });
    const [place] = await all.dueLines.due({ class: of }, 2, 1);
    await all.dueLines.remind(place!, { class: of, lapsesAt: 3 });
  }
  await all.pendingDisables.watch('atlan-prod', { accountId: 'a#1', workerKey: 'w1', since: 1 });
  await all.budgets.spend('atlan-prod', { share: 'others', requests: 3 }, 0);
  await all.links.link('hr-eu:1001', 'w1');
  await all.links.claimEmail('ada@example.com', 'w1');
  await all.links.stateEmail('ada@example.com', 'w2');
  const left = { enabled: false, hasEnded: true };
  await all.left.write('atlan-prod', [{ accountId: 'a#1', workerKey: 'w1', version: 1, left }]);
  await all.claims.claim('atlan-prod', 'a#1', 'w1');
  await all.history.append('w1', {
    event: {
      id: 'evt_1',
      connection: 'hr-eu',
      sourceKey: 'hr-eu:1001',
      kind: 'observed',
      phase: 'effective',
      effective: null,
      attributes: {},
      occurredAt: 0,
      order: '1',
    },
    fate: 'recorded',
    recordedAt: 0,
  });
  await all.receipts.append(receiptAfter(undefined, 'ada'));
  await all.holds.open({
    id: 'h1',
    workerKey: 'w1',
    target: 'atlan-prod',
    kind: 'conflict',
    because: 'several accounts',
    planDigest: 'd',
    since: 1,
  });
  await all.holds.decide('h1', { verdict: 'approved', actor: 'role/operator', reason: 'r', at: 2 });
  await all.holds.open({
    id: 'h2',
    workerKey: 'w1',
    target: 'atlan-prod',
    kind: 'hand-off',
    because: 'refused',
    planDigest: 'd',
    since: 1,
  });
  await all.holds.decide('h2', {
    verdict: 'rejected',
    actor: 'role/operator',
    reason: 'r',
    at: 2,
    instead: 'by-hand',
  });
  const policy = { rules: [], lists: {}, maxRole: '$member' };
  await all.policies.save({ target: 'atlan-prod', active: { hash: 'a', policy, since: 0 } }, 0);
  const cohorts = [{ cohort: { by: 'department', value: 'sales' }, max: 1 } as const];
  await all.limits.reserve(placeOf('w1', { cohorts }));
  await all.rollouts.change('atlan-prod', () => ({ write: ROLLOUT, answer: undefined }));
  await all.waitingLine.join('atlan-prod', { workerKey: 'w1', startDate: '2026-03-01', until: 1 });
  await all.flags.setMode('atlan-prod', 'pilot', 'role/operator', 0);
  for (const what of ['writes', 'removals', 'intake', 'target atlan-prod'] as const)
    await all.flags.pause({ what, actor: 'role/operator', reason: 'r', at: 0 });
  await all.gates.close({ target: 'atlan-prod', cause: 'down', because: 'no answer', closedAt: 0, closedUntil: 1 });
  const record = { target: 'atlan-prod', account: { id: 'a-1' }, version: 1, sweepId: 's', seenAt: 0 };
  await all.inventory.put(record);
  await all.checkpoints.save('sweep', 'x', 0);
  await all.checkpoints.lease('sweep', 'me', 0, 1);
  await all.deliveries.mark('d', [], 0, 1);
  await all.deliveries.firstUnder('evt_1', 'said', 1);
  await all.metValues.meet({ attribute: 'department', value: 'reserch', at: 1 });
  const delivery = {
    id: 'q',
    connection: 'hr-eu',
    because: 'no kind',
    body: new Uint8Array(),
    headers: {},
    receivedAt: 0,
  };
  await all.quarantine.put({ ...delivery, expiresAt: 1 });
  const { body: _, headers: __, ...label } = delivery;
  await all.quarantine.discard({ ...label, expiresAt: 1, actor: 'sam', reason: 'sent again', discardedAt: 1 });
  await all.deadLetters.put({ id: 'm', group: 'hr-eu:1001', because: 'no worker', parkedAt: 0 }, 1);
  return puts;
}

describe('the keys in docs/ledger.md', () => {
  it('are those of every item, each of one kind', async () => {
    const kinds = (await written()).map(({ pk, sk }) => {
      const rows = DOCUMENTED.filter((row) => row.pk.test(pk) && row.sk.test(sk));
      expect(rows, `${pk} / ${sk}`).toHaveLength(1);
      return rows[0]?.kind;
    });
    expect(DOCUMENTED.length).toBeGreaterThan(15);
    expect(new Set(kinds)).toEqual(new Set(DOCUMENTED.map(({ kind }) => kind)));
  });

  it('name the partitions of the due index', async () => {
    const partitions = (await written()).flatMap(({ due }) => (due ? [due.partition] : []));
    const documented = readFileSync('docs/ledger.md', 'utf8').match(/The due index has these partitions: .*/)?.[0];
    expect(new Set(partitions).size).toBe(2 * DUE_CLASSES.length + 2);
    for (const partition of partitions) expect(documented).toContain(`\`${partition}\``);
  });
});
