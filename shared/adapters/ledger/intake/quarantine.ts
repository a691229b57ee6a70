import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

import * as z from 'zod/mini';

import { PermanentError } from '../../../domain/failure.ts';
import type { DiscardedDelivery, Quarantine, QuarantinedDelivery } from '../../../ports/ledger/intake/quarantine.ts';
import { isExpired } from '../item/expiry.ts';
import { decode, encode, type Fields, type ItemKind } from '../item/item-kind.ts';
import { keyText, sortable } from '../item/key-text.ts';
import { takeLive } from '../item/take-live.ts';
import type { LedgerParts } from '../ledger-parts.ts';

type Label = Omit<QuarantinedDelivery, 'body' | 'headers'>;
type Kept = Omit<QuarantinedDelivery, 'body'>;

const LABEL_FIELDS = {
  id: z.string(),
  connection: z.string(),
  because: z.string(),
  receivedAt: z.number(),
  turn: z.optional(z.string()),
  expiresAt: z.number(),
} satisfies Fields<Label>;

const LABEL: ItemKind<Label> = { name: 'quarantine', schema: 1, shape: z.object(LABEL_FIELDS) };

const KEPT: ItemKind<Kept> = {
  name: 'quarantine',
  schema: 1,
  shape: z.object({ ...LABEL_FIELDS, headers: z.record(z.string(), z.string()) } satisfies Fields<Kept>),
};

const DISCARDED: ItemKind<DiscardedDelivery> = {
  name: 'discarded-delivery',
  schema: 1,
  shape: z.object({
    ...LABEL_FIELDS,
    actor: z.string(),
    reason: z.string(),
    discardedAt: z.number(),
  } satisfies Fields<DiscardedDelivery>),
};

const LIST = 'quarantine';
const DISCARDED_LIST = 'quarantine-discarded';

const compressed = promisify(gzip);
const decompressed = promisify(gunzip);

/** Two items a delivery: itself with its bytes, and an entry of the list without them, written last. A discarded one is an entry of another list. */
export function ledgerQuarantine({ items, clock }: LedgerParts): Quarantine {
  const keyOf = (id: string) => ({ pk: keyText('quarantined', id), sk: 'delivery' });
  const entryOf = ({ id, receivedAt }: Pick<Label, 'id' | 'receivedAt'>) => ({
    pk: LIST,
    sk: keyText(sortable(receivedAt), id),
  });

  const remove: Quarantine['remove'] = async (delivery) => {
    await items.delete(entryOf(delivery), 'any');
    await items.delete(keyOf(delivery.id), 'any');
  };

  return {
    put: async ({ body, headers, ...label }) => {
      const { expiresAt } = label;
      const bytes = Uint8Array.from(await compressed(body));
      const kept = { ...label, headers };
      await items.put(encode(KEPT, { ...keyOf(label.id), expiresAt, body: kept, bytes }), 'any');
      await items.put(encode(LABEL, { ...entryOf(label), expiresAt, body: label }), 'any');
    },
    get: async (id) => {
      const item = await items.get(keyOf(id));
      if (!item || isExpired(item, clock)) return undefined;
      const kept = decode(KEPT, item);
      const body = await decompressed(item.bytes ?? new Uint8Array()).catch(() => {
        throw new PermanentError(
          `The quarantine item ${item.pk} / ${item.sk} has no readable bytes, and they cannot be restored`,
        );
      });
      return { ...kept, body: Uint8Array.from(body) };
    },
    list: async (limit) =>
      (await takeLive({ items, clock }, { pk: LIST, order: 'descending' }, limit)).map((item) => decode(LABEL, item)),
    oldest: async () => {
      const [first] = await takeLive({ items, clock }, { pk: LIST, order: 'ascending' }, 1);
      return first && decode(LABEL, first).receivedAt;
    },
    discard: async (delivery) => {
      const { id, receivedAt, expiresAt } = delivery;
      const key = { ...entryOf({ id, receivedAt }), pk: DISCARDED_LIST };
      await items.put(encode(DISCARDED, { ...key, expiresAt, body: delivery }), 'any');
      await remove(delivery);
    },
    listDiscarded: async (limit) =>
      (await takeLive({ items, clock }, { pk: DISCARDED_LIST, order: 'descending' }, limit)).map((item) =>
        decode(DISCARDED, item),
      ),
    remove,
  };
}
