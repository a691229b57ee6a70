import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { decode, type ItemKind } from '../../../../shared/adapters/ledger/item/item-kind.ts';
import { ledger } from '../../../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import { PermanentError, RetryableError } from '../../../../shared/domain/failure.ts';
import { newWorker } from '../../../../shared/domain/worker/worker.ts';
import type { Item, ItemStore } from '../../../../shared/ports/items.ts';
import type { Ledger } from '../../../../shared/ports/ledger/ledger.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { placeOf } from '../../../support/limits.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

const ledgerOn = (items: ItemStore) => ledger({ items, clock: virtualClock(), random: fixedRandom() });

const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Error);
  return failure as Error;
};

/** A ledger that holds one item, written by hand. */
async function holding(item: Item): Promise<Ledger> {
  const items = memoryItems();
  await items.put(item, 'any');
  return ledgerOn(items);
}

const worker = { ...newWorker('w1', 'salt'), version: 3 };
const workerItem: Item = { pk: 'worker#w1', sk: 'worker', schema: 2, version: 3, body: worker };

describe('an item of another schema', () => {
  it('is read when it is the one before', async () => {
    const { addresses: _, ...rest } = worker;
    const fact = (n: number, workEmail: string | null) => ({
      id: `evt_${n}`,
      kind: 'joined',
      phase: 'effective',
      effective: { date: '2026-03-01', boundary: 'start_of_day', timeZone: 'UTC', immediate: false },
      attributes: { workEmail },
      occurredAt: n,
      order: String(n),
    });
    const facts = [fact(1, 'Ada@old.example.com'), fact(2, null), fact(3, 'ada@example.com')];
    const record = { since: 3, failures: 0, refusals: [], state: 'converged', because: 'Access ended' };
    const ended = (id: string, endedAt?: number) => ({ id, how: 'invited', ownedGroups: [], endedAt });
    const targets = {
      over: { ...record, accounts: [ended('a', 7), ended('b', 8)] },
      partly: { ...record, accounts: [ended('a', 7), ended('b')] },
      'held yet': { ...record, state: 'held', accounts: [ended('a', 7)] },
      'without any': { ...record, accounts: [] },
      'working here': { ...record, because: 'Matches policy', accounts: [] },
    };
    const body = {
      ...rest,
      targets,
      engagements: { 'hr:1': { facts, replacedIds: [] } },
      due: { at: 5, leaver: true },
      outbox: [{ id: 'b-1', kind: 'reconcile' }],
    };
    const read = await (await holding({ ...workerItem, schema: 1, body })).workers.load('w1');
    expect(Object.entries(read?.targets ?? {}).map(([name, { overAt }]) => [name, overAt])).toEqual([
      ['over', 8],
      ['partly', undefined],
      ['held yet', undefined],
      ['without any', 3],
      ['working here', undefined],
    ]);
    expect(read).toMatchObject({
      engagements: body.engagements,
      due: { at: 5, class: 'ending' },
      outbox: [],
      addresses: ['ada@old.example.com', 'ada@example.com'],
    });
  });

  it('waits for a deployment when it is newer', async () => {
    const failure = await failureOf((await holding({ ...workerItem, schema: 3 })).workers.load('w1'));
    expect(failure).toBeInstanceOf(RetryableError);
    expect(failure.message).toMatch(/worker#w1 \/ worker was written by a newer version .*deploy/);
  });

  it('is past reading when it is older than the one before', async () => {
    const failure = await failureOf((await holding({ ...workerItem, schema: 0 })).workers.load('w1'));
    expect(failure).toBeInstanceOf(PermanentError);
    expect(failure.message).toMatch(/too old/);
  });

  it('is upgraded from the one before, and from that one only', () => {
    const kind: ItemKind<{ readonly name: string }> = {
      name: 'sample',
      schema: 4,
      shape: z.object({ name: z.string() }),
      upgrade: (previous) => ({ name: 'title' in previous ? previous.title : undefined }),
    };
    const item = (schema: number, body: object): Item => ({ pk: 'sample', sk: 'sample', schema, body });
    expect(decode(kind, item(3, { title: 'Ada' }))).toEqual({ name: 'Ada' });
    expect(decode(kind, item(4, { name: 'Ada' }))).toEqual({ name: 'Ada' });
    expect(() => decode(kind, item(4, { title: 'Ada' }))).toThrow(/malformed at name/);
    expect(() => decode(kind, item(2, { title: 'Ada' }))).toThrow(PermanentError);
  });
});

describe('a malformed item', () => {
  const secret = 'Ada Example';
  const at = (pk: string, sk: string, body: object): Item => ({ pk, sk, schema: 1, version: 1, body });

  it.each<[string, Item, (ledger: Ledger) => Promise<unknown>, string]>([
    [
      'worker',
      { ...workerItem, body: { ...worker, overrides: [{ id: secret }] } },
      ({ workers }) => workers.load('w1'),
      'overrides.0.kind',
    ],
    ['worker', { ...workerItem, version: undefined }, ({ workers }) => workers.versionOf('w1'), 'version'],
    ['link', at('link#k', 'link', { workerKey: [secret] }), ({ links }) => links.workerOf('k'), 'workerKey'],
    ['claim', at('claim#t#a', 'claim', [secret]), ({ claims }) => claims.claim('t', 'a', 'w1'), 'its body'],
    [
      'event',
      at('worker#w1', 'event#e', { event: { id: secret } }),
      ({ history }) => history.list('w1'),
      'event.connection',
    ],
    ['receipt', at('worker#w1', 'receipt#0000000000000000', {}), ({ receipts }) => receipts.chain('w1'), 'workerKey'],
    ['hold', at('hold#h', 'hold', { id: 'h', workerKey: 1 }), ({ holds }) => holds.get('h'), 'workerKey'],
    [
      'limit',
      { ...at('limit#t#k', 'limit', { counts: [[secret]] }), schema: 2 },
      ({ limits }) => limits.count('t', 'k', 0),
      'counts.0',
    ],
    ['mode', at('flag', 'mode#t', { mode: secret }), ({ flags }) => flags.modeOf('t'), 'mode'],
    ['pause switch', at('flag', 'writes', { off: secret }), ({ flags }) => flags.pauses(), 'off'],
    [
      'gate',
      at('gate#t', 'gate', { closed: { target: 't', cause: secret } }),
      ({ gates }) => gates.read('t'),
      'closed.cause',
    ],
    ['inventory', at('inventory#t', 'account#a', { account: {} }), ({ inventory }) => inventory.list('t'), 'target'],
    ['checkpoint', at('checkpoint#c', 'checkpoint', { value: 1 }), ({ checkpoints }) => checkpoints.load('c'), 'value'],
    ['lease', at('checkpoint#c', 'lease', {}), ({ checkpoints }) => checkpoints.lease('c', 'h', 0, 1), 'holder'],
    ['delivery', at('delivery#d', 'delivery', {}), ({ deliveries }) => deliveries.seen('d'), 'eventIds'],
    ['quarantine', at('quarantined#q', 'delivery', { id: 1 }), ({ quarantine }) => quarantine.get('q'), 'id'],
    ['dead letter', at('dead-letter', 'x', { id: 1 }), ({ deadLetters }) => deadLetters.list(1), 'id'],
  ])('%s is named with the field, and not quoted', async (name, item, read, field) => {
    const failure = await failureOf(read(await holding(item)));
    expect(failure).toBeInstanceOf(PermanentError);
    expect(failure.message).toBe(
      `The ${name} item ${item.pk} / ${item.sk} is malformed at ${field}; restore it from a backup or delete it`,
    );
  });

  it('is a quarantined delivery without its bytes', async () => {
    const label = { id: 'q', connection: 'hr-eu', because: 'no kind', headers: {}, receivedAt: 0, expiresAt: 1 };
    const { quarantine } = await holding(at('quarantined#q', 'delivery', label));
    const failure = await failureOf(quarantine.get('q'));
    expect(failure).toBeInstanceOf(PermanentError);
    expect(failure.message).toMatch(/no readable bytes/);
  });
});

describe('what the ledger writes down', () => {
  /** Everything the store was given, as one text. */
  const recording = () => {
    const items = memoryItems();
    const written: Item[] = [];
    const put: ItemStore['put'] = (item, when) => {
      written.push(item);
      return items.put(item, when);
    };
    return { written, ledger: ledgerOn({ ...items, put }) };
  };

  it('holds no e-mail address for who claims one', async () => {
    const { written, ledger } = recording();
    await ledger.links.claimEmail('Ada@Example.com', 'w1');
    expect(written).toHaveLength(1);
    expect(JSON.stringify(written)).not.toMatch(/ada|example/i);
    expect(written[0]?.pk).toMatch(/^email#[0-9a-f]{64}$/);
  });

  it('lets the store drop what expires, and nothing else', async () => {
    const { written, ledger } = recording();
    await ledger.deliveries.mark('d', [], 0, 10);
    await ledger.quarantine.put({
      id: 'q',
      connection: 'c',
      because: '',
      body: new Uint8Array(),
      headers: {},
      receivedAt: 0,
      expiresAt: 20,
    });
    await ledger.workers.commit(newWorker('w1', 'salt'));
    expect(written.map(({ expiresAt }) => expiresAt)).toEqual([10, 20, 20, undefined, undefined]);
  });
});

describe('an item that others change all the time', () => {
  it('is given up for now after forty attempts, with pauses that grow', async () => {
    const clock = virtualClock();
    const items: ItemStore = { ...memoryItems(), put: async () => 'refused' };
    const { limits } = ledger({ items, clock, random: fixedRandom(1) });
    const place = placeOf('w1', { target: 't', kind: 'k' });
    const failure = await failureOf(limits.reserve(place));
    expect(failure).toBeInstanceOf(RetryableError);
    expect(failure.message).toMatch(/limit#t#k .* 40 times/);
    expect(clock.pauses).toHaveLength(39);
    expect(clock.pauses.slice(0, 3)).toEqual([20, 40, 80]);
    expect(Math.max(...clock.pauses)).toBe(400);
  });
});
