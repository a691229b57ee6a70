import type { RecordedEvent } from '../../../domain/event/recorded-event.ts';
import type { History } from '../../../ports/ledger/people/history.ts';
import { deleteAll } from '../item/delete-all.ts';
import { decode, encode, type ItemKind } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import { readAll } from '../item/read-all.ts';
import type { LedgerParts } from '../ledger-parts.ts';
import { recordedEvent } from '../shape/event-shape.ts';

const KIND: ItemKind<RecordedEvent> = { name: 'event', schema: 1, shape: recordedEvent };

/** Lists in the order of recording. */
export function ledgerHistory({ items }: LedgerParts): History {
  const partition = (workerKey: string) => keyText('worker', workerKey);

  const keyOf = (workerKey: string, eventId: string) => ({ pk: partition(workerKey), sk: keyText('event', eventId) });

  return {
    append: async (workerKey, recorded) => {
      await items.put(encode(KIND, { ...keyOf(workerKey, recorded.event.id), body: recorded }), 'absent');
    },
    get: async (workerKey, eventId) => {
      const item = await items.get(keyOf(workerKey, eventId));
      return item && decode(KIND, item);
    },
    list: async (workerKey) => {
      const range = { pk: partition(workerKey), sk: { prefix: keyText('event', '') } };
      const recorded: RecordedEvent[] = [];
      for await (const item of readAll(items, range)) recorded.push(decode(KIND, item));
      return recorded.sort((a, b) => a.recordedAt - b.recordedAt);
    },
    erase: (workerKey) => deleteAll(items, { pk: partition(workerKey), sk: { prefix: keyText('event', '') } }),
  };
}
