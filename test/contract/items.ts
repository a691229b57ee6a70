import { describe, expect, it } from 'vitest';

import { PermanentError } from '../../shared/domain/failure.ts';
import type { Item, ItemRange, ItemStore } from '../../shared/ports/items.ts';

const item = (sk: string, more: Partial<Item> = {}): Item => ({ pk: 'shelf', sk, schema: 1, body: { sk }, ...more });

/** What every store owes the ledger. `start` gives an empty one. */
export function describeItems(name: string, start: () => Promise<ItemStore>): void {
  const fill = async (items: ItemStore, ...sks: readonly string[]) => {
    for (const sk of sks) await items.put(item(sk), 'any');
  };
  const read = async (items: ItemStore, range: Omit<ItemRange, 'pk'>) =>
    (await items.query({ pk: 'shelf', ...range })).items.map(({ sk }) => sk);
  const readPages = async (items: ItemStore, range: Omit<ItemRange, 'pk' | 'cursor'>) => {
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await items.query({ pk: 'shelf', ...range, cursor });
      pages.push(page.items.map(({ sk }) => sk));
      cursor = page.next;
    } while (cursor !== undefined);
    return pages;
  };
  const pksDue = async (items: ItemStore, before: number, limit = 10) =>
    (await items.due('list', before, limit)).map(({ sk }) => sk);

  describe(`${name} as an item store`, () => {
    it('gives back what was put, and nothing for another key', async () => {
      const items = await start();
      const whole = item('a', {
        version: 7,
        expiresAt: 1_772_442_000_123,
        due: { partition: 'list', at: 1_772_442_000_456 },
        body: { text: 'zoë 数据', none: null, deep: { list: [1, 2.5, false, ''] } },
        bytes: Uint8Array.from([0, 255, 10]),
      });
      expect(await items.put(whole, 'any')).toBe('put');
      expect(await items.get({ pk: 'shelf', sk: 'a' })).toEqual(whole);
      expect(await items.get({ pk: 'shelf', sk: 'b' })).toBeUndefined();
      expect(await items.get({ pk: 'other', sk: 'a' })).toBeUndefined();
      expect((await items.query({ pk: 'shelf' })).items).toEqual([whole]);
    });

    it('shares no object with its callers', async () => {
      const items = await start();
      const body = { list: ['one'] };
      const bytes = Uint8Array.from([1]);
      await items.put(item('a', { body, bytes }), 'any');
      body.list.push('two');
      bytes[0] = 2;
      const first = await items.get(item('a'));
      // where it cannot be changed, it was not
      Reflect.set((first!.body as typeof body).list, 1, 'three');
      first!.bytes![0] = 3;
      expect(await items.get(item('a'))).toMatchObject({ body: { list: ['one'] }, bytes: Uint8Array.from([1]) });
    });

    it('replaces an item as a whole', async () => {
      const items = await start();
      await items.put(item('a', { version: 1, due: { partition: 'list', at: 5 }, bytes: Uint8Array.from([1]) }), 'any');
      await items.put(item('a'), 'any');
      expect(await items.get(item('a'))).toEqual(item('a'));
      expect(await pksDue(items, 10)).toEqual([]);
    });

    it('puts an absent item once', async () => {
      const items = await start();
      expect(await items.put(item('a', { body: { n: 1 } }), 'absent')).toBe('put');
      expect(await items.put(item('a', { body: { n: 2 } }), 'absent')).toBe('refused');
      expect((await items.get(item('a')))?.body).toEqual({ n: 1 });
    });

    it('puts by version only over that version', async () => {
      const items = await start();
      expect(await items.put(item('a', { version: 2 }), { version: 1 })).toBe('refused');
      await items.put(item('a', { version: 1 }), 'absent');
      expect(await items.put(item('a', { version: 2 }), { version: 1 })).toBe('put');
      expect(await items.put(item('a', { version: 2 }), { version: 1 })).toBe('refused');
      expect((await items.get(item('a')))?.version).toBe(2);
    });

    it('lets one of many win', async () => {
      const items = await start();
      const race = (when: Parameters<ItemStore['put']>[1]) =>
        Promise.all(Array.from({ length: 20 }, (_, n) => items.put(item('a', { version: 1, body: { n } }), when)));
      expect((await race('absent')).filter((answer) => answer === 'put')).toHaveLength(1);
      await items.put(item('a', { version: 9 }), 'any');
      expect((await race({ version: 9 })).filter((answer) => answer === 'put')).toHaveLength(1);
    });

    it('deletes, by version only that version, and what is gone is deleted', async () => {
      const items = await start();
      await items.put(item('a', { version: 2, due: { partition: 'list', at: 5 } }), 'any');
      expect(await items.delete(item('a'), { version: 1 })).toBe('refused');
      expect(await items.get(item('a'))).toBeDefined();
      expect(await items.delete(item('a'), { version: 2 })).toBe('deleted');
      expect(await items.get(item('a'))).toBeUndefined();
      expect(await pksDue(items, 10)).toEqual([]);
      expect(await items.delete(item('a'), { version: 2 })).toBe('deleted');
      expect(await items.delete(item('a'), 'any')).toBe('deleted');
    });

    it('reads a partition in the order of its bytes, either way', async () => {
      const items = await start();
      await fill(items, 'b', 'a#2', 'a#10', 'Z', '\u{1F600}', '\uFFFD');
      await items.put({ ...item('a#1'), pk: 'other' }, 'any');
      const sorted = ['Z', 'a#10', 'a#2', 'b', '\uFFFD', '\u{1F600}'];
      expect(await read(items, {})).toEqual(sorted);
      expect(await read(items, { order: 'descending' })).toEqual(sorted.toReversed());
    });

    it('reads by prefix and by range, both ends included', async () => {
      const items = await start();
      await fill(items, 'a', 'b#1', 'b#2', 'b#3', 'bb', 'c');
      expect(await read(items, { sk: { prefix: 'b#' } })).toEqual(['b#1', 'b#2', 'b#3']);
      expect(await read(items, { sk: { from: 'b#2', to: 'bb' } })).toEqual(['b#2', 'b#3', 'bb']);
      expect(await read(items, { sk: { from: 'b#2', to: 'bb' }, order: 'descending', limit: 1 })).toEqual(['bb']);
      expect(await read(items, { sk: { prefix: 'x' } })).toEqual([]);
    });

    it.each(['ascending', 'descending'] as const)('pages %s, losing and doubling nothing', async (order) => {
      const items = await start();
      const sks = Array.from({ length: 7 }, (_, n) => `row#${n}`);
      await fill(items, 'before', ...sks, 'sea');
      const pages = await readPages(items, { sk: { prefix: 'row#' }, order, limit: 3 });
      expect(pages.flat()).toEqual(order === 'ascending' ? sks : sks.toReversed());
      expect(Math.max(...pages.map((page) => page.length))).toBe(3);
    });

    it('reads on past a megabyte', async () => {
      const items = await start();
      const sks = Array.from({ length: 8 }, (_, n) => `row#${n}`);
      for (const sk of sks) await items.put(item(sk, { body: { text: 'x'.repeat(300_000) } }), 'any');
      expect((await readPages(items, {})).flat()).toEqual(sks);
    });

    it('lists what is due before an instant, the longest due first, by partition and limit', async () => {
      const items = await start();
      for (const [sk, at] of [
        ['late', 30],
        ['first', 10],
        ['second', 20],
      ] as const)
        await items.put(item(sk, { due: { partition: 'list', at } }), 'any');
      await items.put(item('elsewhere', { due: { partition: 'other', at: 1 } }), 'any');
      await items.put(item('never'), 'any');
      expect(await items.due('list', 31, 10)).toEqual(
        ['first', 'second', 'late'].map((sk, n) => ({ pk: 'shelf', sk, at: 10 * (n + 1) })),
      );
      expect(await pksDue(items, 30)).toEqual(['first', 'second']);
      expect(await pksDue(items, 31, 1)).toEqual(['first']);
      expect(await pksDue(items, 31, 0)).toEqual([]);
    });

    it('moves an item within what is due, and changes nothing else of it', async () => {
      const items = await start();
      const from = { partition: 'list', at: 10 };
      const to = { partition: 'later', at: 99 };
      const whole = item('a', { version: 7, due: from, body: { text: 'zoë' }, bytes: Uint8Array.from([1]) });
      await items.put(whole, 'any');
      expect(await items.moveDue(item('a'), { ...from, at: 11 }, to)).toBe('refused');
      expect(await items.moveDue(item('a'), { ...from, partition: 'other' }, to)).toBe('refused');
      expect(await items.moveDue(item('b'), from, to)).toBe('refused');
      expect(await pksDue(items, 100)).toEqual(['a']);

      expect(await items.moveDue(item('a'), from, to)).toBe('moved');
      expect(await pksDue(items, 100)).toEqual([]);
      expect(await items.due('later', 100, 10)).toEqual([{ pk: 'shelf', sk: 'a', at: 99 }]);
      expect(await items.get(item('a'))).toEqual({ ...whole, due: to });
      expect(await items.put({ ...whole, version: 8 }, { version: 7 })).toBe('put');
      expect(await pksDue(items, 100)).toEqual(['a']);
      expect(await items.due('later', 100, 10)).toEqual([]);
    });

    it('takes 390 KB and says of more than 400 KB that it can never take it', async () => {
      const items = await start();
      expect(await items.put(item('a', { bytes: new Uint8Array(390 * 1024) }), 'any')).toBe('put');
      const tooLarge = item('b', { body: { text: 'secret'.repeat(80_000) } });
      const failure = await items.put(tooLarge, 'any').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(PermanentError);
      expect(String(failure)).toMatch(/larger than 400 KB/);
      expect(String(failure)).not.toMatch(/secretsecret/);
    });
  });
}
