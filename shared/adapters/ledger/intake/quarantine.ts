import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

import * as z from 'zod/mini';

import { PermanentError } from '../../../domain/failure.ts';
import type { Quarantine, QuarantinedDelivery } from '../../../ports/ledger/intake/quarantine.ts';
import { isExpired } from '../item/expiry.ts';
import { decode, encode, type Fields, type ItemKind } from '../item/item-kind.ts';
import { keyText, sortable } from '../item/key-text.ts';
import { takeLive } from '../item/take-live.ts';
import type { LedgerParts } from '../ledger-parts.ts';

type Label = Omit<QuarantinedDelivery, 'body' | 'headers'>;
type Kept = Omit<QuarantinedDelivery, 'body'>;

const KEPT: ItemKind<Kept> = {
  name: 'quarantine',
  schema: 1,
  shape: z.object({
    id: z.string(),
    connection: z.string(),
    because: z.string(),
    headers: z.record(z.string(), z.string()),
    receivedAt: z.number(),
    turn: z.optional(z.string()),
    expiresAt: z.number(),
  } satisfies Fields<Kept>),
};

const LABEL: ItemKind<Label> = {
  name: 'quarantine',
  schema: 1,
  shape: z.object({
    id: z.string(),
    connection: z.string(),
    because: z.string(),
    receivedAt: z.number(),
    turn: z.optional(z.string()),
    expiresAt: z.number(),
  } satisfies Fields<Label>),
};

const LIST = 'quarantine';

const compressed = promisify(gzip);
const decompressed = promisify(gunzip);

/** Two items a delivery: itself with its bytes, and an entry of the list without them, written last. Lists the newest first. */
export function ledgerQuarantine({ items, clock }: LedgerParts): Quarantine {
  const keyOf = (id: string) => ({ pk: keyText('quarantined', id), sk: 'delivery' });
  const entryOf = ({ id, receivedAt }: Pick<Label, 'id' | 'receivedAt'>) => ({
    pk: LIST,
    sk: keyText(sortable(receivedAt), id),
  });

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
    remove: async (delivery) => {
      await items.delete(entryOf(delivery), 'any');
      await items.delete(keyOf(delivery.id), 'any');
    },
  };
}
