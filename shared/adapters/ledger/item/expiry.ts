import type { Clock } from '../../../ports/clock.ts';
import type { Item } from '../../../ports/items.ts';

/** Stores delete late, so every reader of an item that expires asks this. */
export const isExpired = ({ expiresAt }: Item, clock: Clock): boolean =>
  expiresAt !== undefined && expiresAt <= clock.now();
