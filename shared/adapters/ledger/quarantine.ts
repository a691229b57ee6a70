import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

import * as z from 'zod/mini';

import { PermanentError } from '../../domain/failure.ts';
import type { Quarantine, QuarantinedDelivery } from '../../ports/ledger/quarantine.ts';
import { isExpired } from './expiry.ts';
import { decode, encode, type Fields, type ItemKind } from './item-kind.ts';
import { keyText, sortable } from './key-text.ts';
import type { LedgerParts } from './ledger-parts.ts';
import { takeLive } from './take-live.ts';

type Label = Omit<QuarantinedDelivery, 'body'>;

const KIND: ItemKind<Label> = {
  name: 'quarantine',
  schema: 1,
  shape: z.object({
    id: z.string(),
    connection: z.string(),
    because: z.string(),
    receivedAt: z.number(),
    expiresAt: z.number(),
  } satisfies Fields<Label>),
};

const LIST = 'quarantine';

const compressed = promisify(gzip);
const decompressed = promisify(gunzip);

/** Two items a delivery: itself with its bytes, and an entry of the list without them, written last. Lists the newest first. */
export function ledgerQuarantine({ items, clock }: LedgerParts): Quarantine {
  const keyOf = (id: string) => ({ pk: keyText('quarantined', id), sk: 'delivery' });

  return {
    put: async ({ body, ...label }) => {
      const { id, receivedAt, expiresAt } = label;
      const bytes = Uint8Array.from(await compressed(body));
      await items.put(encode(KIND, { ...keyOf(id), expiresAt, body: label, bytes }), 'any');
      const entry = { pk: LIST, sk: keyText(sortable(receivedAt), id) };
      await items.put(encode(KIND, { ...entry, expiresAt, body: label }), 'any');
    },
    get: async (id) => {
      const item = await items.get(keyOf(id));
      if (!item || isExpired(item, clock)) return undefined;
      const label = decode(KIND, item);
      const body = await decompressed(item.bytes ?? new Uint8Array()).catch(() => {
        throw new PermanentError(
          `The quarantine item ${item.pk} / ${item.sk} has no readable bytes; nothing restores them`,
        );
      });
      return { ...label, body: Uint8Array.from(body) };
    },
    list: async (limit) =>
      (await takeLive({ items, clock }, { pk: LIST, order: 'descending' }, limit)).map((item) => decode(KIND, item)),
  };
}
