import { describe, expect, it } from 'vitest';

import { headsLine } from '../../../../shared/contracts/receipts/heads-line.ts';
import { receiptHash } from '../../../../shared/domain/receipt.ts';
import { lifecycleEvent } from '../../../support/events.ts';
import { polling } from './polling.ts';

const DAY_MS = 86_400_000;

/** Two people with an account each. */
async function acme() {
  const world = await polling();
  for (const n of [1, 2]) {
    const attributes = { workEmail: `p${n}@example.com`, workerType: 'employee' };
    await world.deliver(lifecycleEvent(n, 'joined', { sourceKey: `hr:${n}`, attributes }));
  }
  return world;
}

const linesOf = (text = '') =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => headsLine.parse(JSON.parse(line)));

describe('where the chains of receipts end', () => {
  it('is kept once a UTC day, as a file that receipts verify takes', async () => {
    const world = await acme();
    const { evidence, deps, clock } = world;
    await world.minute();
    await world.minute();
    const key = `chain-heads/${new Date(clock.now()).toISOString().slice(0, 10)}.jsonl`;
    expect([...evidence.texts.keys()]).toEqual([key]);
    const [beginning, ...heads] = linesOf(evidence.texts.get(key));
    expect(beginning).toMatchObject({ kind: 'heads', schema: 1 });
    const expected = [];
    for (const n of [1, 2]) {
      const workerKey = (await deps.ledger.links.workerOf(`hr:${n}`))!;
      const { header } = (await deps.ledger.receipts.chain(workerKey)).at(-1)!;
      expected.push({ kind: 'head', workerKey, position: header.position, hash: receiptHash(header) });
    }
    expect(heads).toHaveLength(2);
    expect(heads).toEqual(expect.arrayContaining(expected));
    clock.advance(DAY_MS);
    await world.minute();
    expect(evidence.texts.size).toBe(2);
  });

  it('is left as it was kept, where a tick ended before it wrote that down', async () => {
    const world = await acme();
    const { evidence, poll } = world;
    const dies = { save: async () => Promise.reject(new Error('killed')) };
    const between = { ...poll, ledger: { ...poll.ledger, checkpoints: { ...poll.ledger.checkpoints, ...dies } } };
    await expect(world.minute(() => between)).rejects.toThrow('killed');
    const [[key, text]] = [...evidence.texts] as [[string, string]];
    await world.minute();
    await world.minute();
    expect([...evidence.texts]).toEqual([[key, text]]);
  });

  it('is tried again by the next tick where it could not be kept', async () => {
    const world = await acme();
    const { evidence } = world;
    const refuses = { keep: async () => Promise.reject(new Error('no answer')) };
    await expect(world.minute((deps) => ({ ...deps, evidence: refuses }))).rejects.toThrow('no answer');
    expect(evidence.texts.size).toBe(0);
    await world.minute();
    expect(evidence.texts.size).toBe(1);
  });

  it('has its chains of many workers in several files of a day', async () => {
    const world = await acme();
    const { evidence, poll, deps } = world;
    const real = (await deps.ledger.workers.list()).keys;
    const pages = {
      list: async (cursor = '0') => ({
        keys: Array(20_000).fill(real[0] ?? 'w'),
        ...(cursor === '0' && { next: '1' }),
      }),
    };
    const last = { last: async () => undefined };
    const { ledger } = poll;
    const large = {
      ...poll,
      ledger: { ...ledger, workers: { ...ledger.workers, ...pages }, receipts: { ...ledger.receipts, ...last } },
    };
    for (const _ of [1, 2, 3]) await world.minute(() => large);
    expect([...evidence.texts.keys()].map((key) => key.slice(-10))).toEqual([
      expect.stringMatching(/-\d\d\.jsonl$/),
      expect.stringMatching(/\.2\.jsonl$/),
    ]);
  });
});
