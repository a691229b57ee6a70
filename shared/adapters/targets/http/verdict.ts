import type { HttpAnswer } from '../../../runtime/http.ts';

/** What a target says with an error, whatever its shape: no sentence of the target's own is kept. */
export interface ErrorSaid {
  /** True for a body that the product itself wrote, false for a gateway's or for none. */
  readonly fromService: boolean;
  /** A short word, fit for people and log lines. */
  readonly code?: string;
}

/** What one answer, or the lack of one, means for the call it belongs to. */
export type Verdict<E extends ErrorSaid = ErrorSaid> =
  /** 2xx with JSON or with nothing. */
  | Answered
  | Rejected<E>
  /** Only for a write: it may have been carried out. Look before doing anything else. */
  | Lost<E>
  /** Safe to send again: a read, or a write that cannot have arrived. */
  | { readonly kind: 'again'; readonly why: string }
  /** `retryAfter`: the wait that the target names, as it wrote it; `waitMs` reads it. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: string | undefined }
  /** `hint`: what the person who looks after the credential must do, where the answer tells more than its status. */
  | { readonly kind: 'unauthorised'; readonly hint?: string }
  | { readonly kind: 'forbidden'; readonly hint?: string };

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** Parsed JSON; undefined for an empty body. */
  readonly body: unknown;
  readonly headers: Headers;
}

export interface Rejected<E extends ErrorSaid = ErrorSaid> {
  readonly kind: 'rejected';
  /** The status that counts, where an answer wraps another system's. */
  readonly status: number;
  readonly error: E;
}

export interface Lost<E extends ErrorSaid = ErrorSaid> {
  readonly kind: 'lost';
  readonly why: string;
  /** Set when the product's own service answered 500: it has finished with the request, however it ended. */
  readonly error?: E;
}

/** A success that can be read; undefined for a page instead of JSON, which is no answer at all. Void answers are empty, and some say `null`. */
export function answeredIn({ status, headers, text }: Extract<HttpAnswer, { kind: 'answer' }>): Answered | undefined {
  if (text.trim() === '') return { kind: 'answered', status, headers, body: undefined };
  try {
    return { kind: 'answered', status, headers, body: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
