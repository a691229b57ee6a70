import { describe, expect, it } from 'vitest';
import { checkExport } from '../../../../../shared/contracts/receipts/check-export.ts';
import type { ExportLine } from '../../../../../shared/contracts/receipts/export-line.ts';
import { payloadHmac, type Receipt, receiptHash } from '../../../../../shared/domain/receipt.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { controlPlane } from '../control-plane.ts';

const DAY_MS = 86_400_000;

const check = (lines: readonly ExportLine[]) => {
  const checking = checkExport();
  for (const line of lines) checking.take(JSON.stringify(line));
  return checking.finish();
};
const positions = (lines: readonly ExportLine[]) =>
  lines.flatMap((line) => (line.kind === 'receipt' ? [line.header.position] : []));

async function acme(settings: Parameters<typeof controlPlane>[0] = {}) {
  const plane = await controlPlane(settings);
  for (const n of [1, 2, 3]) {
    const attributes = { workEmail: `p${n}@example.com`, workerType: 'employee' };
    await plane.acme.deliver(lifecycleEvent(n, 'joined', { sourceKey: `hr:${n}`, attributes }));
  }
  return plane;
}

describe('an export of receipts', () => {
  it('of one worker has this worker’s chain and no other', async () => {
    const plane = await acme();
    const worker = await plane.keyOf(2);
    const { lines } = await plane.tell('receipts export', { worker, payloads: true });
    expect(lines.flatMap((line) => (line.kind === 'chain' ? [line.workerKey] : []))).toEqual([worker]);
    expect(check(lines)).toMatchObject({ faultCount: 0, chains: 1 });
  });

  it('of a period has the receipts of that period, in pieces that verify', async () => {
    const plane = await acme();
    const worker = await plane.keyOf(1);
    const before = (await plane.deps.ledger.receipts.chain(worker)).length;
    await plane.acme.clock.sleep(3 * DAY_MS);
    const from = new Date(plane.acme.clock.now()).toISOString();
    await plane.acme.deliver(lifecycleEvent(9, 'moved', { date: '2026-03-05', attributes: { department: 'Data' } }));
    const whole = await plane.deps.ledger.receipts.chain(worker);
    expect(whole.length).toBeGreaterThan(before);

    const after = await plane.tell('receipts export', { worker, from });
    expect(positions(after.lines)).toEqual(whole.slice(before).map(({ header }) => header.position));
    expect(check(after.lines)).toMatchObject({ faultCount: 0, receipts: whole.length - before });
    const until = await plane.tell('receipts export', { worker, to: from });
    expect(positions(until.lines)).toEqual(whole.slice(0, before).map(({ header }) => header.position));
    expect(check(until.lines).faultCount).toBe(0);
  });

  it('has the chain of a target’s groups, which concerns no worker', async () => {
    const groups = { 'All Staff': { create: true }, 'Data Eng': { create: true }, Finance: {} };
    const plane = await acme({ target: { groups } });
    await plane.tell('target groups create', { target: 'atlan-prod', group: 'Finance', reason: 'asked for', go: true });
    const { lines } = await plane.tell('receipts export', { payloads: true });
    expect(lines.find((line) => line.kind === 'chain')).toMatchObject({ workerKey: 'groups of atlan-prod' });
    expect(check(lines)).toMatchObject({ faultCount: 0, chains: 4 });
  });

  it('goes on where the answer before had no more room, also within a chain', async () => {
    const plane = await acme();
    const worker = await plane.keyOf(2);
    const { salt } = (await plane.deps.ledger.workers.load(worker))!;
    const last = (await plane.deps.ledger.receipts.chain(worker)).at(-1)!.header;
    const payload = { because: 'x'.repeat(400_000) };
    let previous = last;
    for (let count = 0; count < 15; count++) {
      const receipt: Receipt = {
        header: {
          ...last,
          entry: 'outcome',
          verdict: 'would_apply',
          closes: undefined,
          position: previous.position + 1,
          previousHash: receiptHash(previous),
          payloadHmac: payloadHmac(payload, salt),
        },
        payload,
      };
      await plane.deps.ledger.receipts.append(receipt);
      previous = receipt.header;
    }
    const lines: ExportLine[] = [];
    let calls = 0;
    for (let cursor: string | undefined; ; calls++) {
      const page = await plane.tell('receipts export', { payloads: true, ...(cursor && { cursor }) });
      expect(JSON.stringify(page).length).toBeLessThan(4_000_000);
      lines.push(...page.lines);
      cursor = page.next;
      if (cursor === undefined) break;
    }
    expect(calls).toBeGreaterThan(1);
    expect(check(lines)).toMatchObject({ faultCount: 0, chains: 3 });
  });

  it('ends for want of time and goes on in the next call', async () => {
    const plane = await acme();
    const first = await plane.ask('receipts export');
    const { operate } = await import('../../../../../shared/app/operate/operate.ts');
    const late = { deps: plane.deps, actor: 'o', call: { deadline: plane.acme.clock.now() } };
    const hurried = await operate('receipts export', {}, late);
    expect(hurried).toMatchObject({ kind: 'done', value: { lines: [{ kind: 'export' }], next: expect.any(String) } });
    const next = hurried.kind === 'done' ? (hurried.value as { next: string }).next : '';
    const rest = await plane.tell('receipts export', { cursor: next });
    expect(first).toMatchObject({ kind: 'done', value: { lines: [{ kind: 'export' }, ...rest.lines] } });
  });

  it('begins at the first worker where the cursor is none of ours', async () => {
    const plane = await acme();
    const { lines } = await plane.tell('receipts export');
    for (const cursor of ['nonsense', '3@%@x']) {
      const anew = await plane.tell('receipts export', { cursor });
      expect(lines.slice(-anew.lines.length)).toEqual(anew.lines);
      expect(anew.lines.length).toBeGreaterThan(0);
    }
  });
});
