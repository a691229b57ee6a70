import { RetryableError } from '../../../domain/failure.ts';
import type { ItemKey } from '../../../ports/items.ts';
import type { LedgerParts } from '../ledger-parts.ts';
import { decode, encode, type ItemKind, versionOf } from './item-kind.ts';

export interface ItemChange<T extends object, A> {
  readonly kind: ItemKind<T>;
  readonly key: ItemKey;
  /** Called again whenever another process wrote first. Without `write` nothing is written. */
  readonly decide: (current: T | undefined) => { readonly write?: T; readonly answer: A };
}

const ATTEMPTS = 20;
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 400;

/**
 * Reads one item, decides, and writes it if no other process wrote it in between, else starts again after a pause. Items changed this way
 * are never deleted, for their version must never count from the start again. Throws `RetryableError` after 20 attempts.
 */
export async function changeItem<T extends object, A>(parts: LedgerParts, change: ItemChange<T, A>): Promise<A> {
  const { items, clock, random } = parts;
  const { kind, key, decide } = change;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await clock.sleep(random.fraction() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt));
    const item = await items.get(key);
    const { write, answer } = decide(item && decode(kind, item));
    if (!write) return answer;
    const version = versionOf(kind.name, item);
    const changed = encode(kind, { ...key, version: version + 1, body: write });
    if ((await items.put(changed, item ? { version } : 'absent')) === 'put') return answer;
  }
  throw new RetryableError(
    `The ${kind.name} item ${key.pk} / ${key.sk} was changed by other processes ${ATTEMPTS} times in a row; the work is retried. If this goes on, look for a loop`,
  );
}
