import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { controlPlane } from '../control-plane.ts';

async function acme() {
  const plane = await controlPlane();
  for (const n of [1, 2]) {
    const attributes = { workEmail: `p${n}@example.com`, workerType: 'employee' };
    await plane.acme.deliver(lifecycleEvent(n, 'joined', { sourceKey: `hr:${n}`, attributes }));
  }
  return plane;
}

describe('an export of what is kept on a worker', () => {
  it('has the item without its salt, every event and every receipt, and nothing of another worker', async () => {
    const plane = await acme();
    const worker = await plane.keyOf(1);
    const { salt } = (await plane.deps.ledger.workers.load(worker))!;
    const { lines, next } = await plane.tell('subject export', { worker });
    const text = JSON.stringify(lines);
    const count = (kind: string) => lines.filter((line) => line.kind === kind).length;
    expect(next).toBeUndefined();
    expect(lines[0]).toMatchObject({ kind: 'worker', kept: { key: worker, addresses: ['p1@example.com'] } });
    expect(count('event')).toBe((await plane.deps.ledger.history.list(worker)).length);
    expect(count('receipt')).toBe((await plane.deps.ledger.receipts.chain(worker)).length);
    expect(lines.at(-1)).toEqual({ kind: 'end', kept: { lines: lines.length - 1 } });
    expect(text).not.toContain(salt);
    expect(text).not.toContain('p2@example.com');
  });

  it('goes on where the answer before had no more room', async () => {
    const plane = await acme();
    const worker = await plane.keyOf(1);
    const { receipts } = plane.deps.ledger;
    const last = (await receipts.chain(worker)).at(-1)!.header;
    const payload = { because: 'x'.repeat(380_000) };
    for (let n = 1; n <= 15; n++)
      await receipts.append({ header: { ...last, position: last.position + n, payloadHmac: `${n}` }, payload });
    const positions: unknown[] = [];
    let calls = 0;
    for (let cursor: string | undefined; ; calls++) {
      const page = await plane.tell('subject export', { worker, ...(cursor && { cursor }) });
      expect(JSON.stringify(page).length).toBeLessThan(4_000_000);
      for (const { kind, kept } of page.lines)
        if (kind === 'receipt') positions.push((kept['header'] as { position: number }).position);
      cursor = page.next;
      if (cursor === undefined) break;
    }
    expect(calls).toBeGreaterThan(1);
    expect(positions).toEqual(Array.from({ length: last.position + 16 }, (_, position) => position));
  });
});
