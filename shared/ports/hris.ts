import type { LifecycleEvent, Rejected } from '../domain/event/lifecycle-event.ts';
import type { Receipt } from '../domain/event/order.ts';

/** One HTTP delivery, as it came. */
export interface Delivery {
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes that were signed. */
  readonly body: Uint8Array;
  /** The gateway has checked that an AWS principal with permission signed this request. */
  readonly isAwsSigned: boolean;
}

export type Verification =
  | { readonly kind: 'authentic' }
  /** `because` is for our own log; the sender learns nothing. */
  | { readonly kind: 'unauthentic'; readonly because: string };

/** What a delivery says. One delivery may contain events and, beside them, parts that cannot be understood. */
export interface Normalised {
  readonly events: readonly LifecycleEvent[];
  /** What was not usable of these events and was left out. */
  readonly rejected: readonly (Rejected & { readonly eventId: string })[];
  /** Events of kinds or phases that this version does not know, and why each is one. */
  readonly unknown: readonly string[];
  /** What is wrong, and where; quotes nothing. */
  readonly unintelligible: readonly string[];
}

/** One connection: one HR system's way of signing and of writing events. Pure: it sends no requests. */
export interface HrisConnection {
  readonly name: string;
  /** `hooks`: public, the signature decides. `events`: only AWS principals can. */
  readonly door: 'hooks' | 'events';
  /** Whether `verify` needs keys. */
  readonly hasKeys: boolean;
  /** The headers, in lower case, that `digest` and `normalise` read: kept beside a body that is to be read again. */
  readonly reads: readonly string[];
  /** `now` in epoch ms. Tries every key; throws `PermanentError` when it needs keys and is given none. */
  verify(delivery: Delivery, keys: readonly string[], now: number): Verification;
  /** The same for the same delivery sent again, and for no other delivery. */
  digest(delivery: Delivery): string;
  /** The receipt also says when it happened, for an ending that does not say so itself. */
  normalise(delivery: Delivery, receipt: Receipt): Normalised;
}
