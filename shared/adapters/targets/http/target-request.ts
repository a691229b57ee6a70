import type { Retryable, Wait } from '../../../domain/outcome.ts';
import type { HttpRequest } from '../../../runtime/http.ts';
import type { Answered, ErrorSaid, Lost, Rejected } from './verdict.ts';

/** One logical call of a target. */
export interface TargetRequest {
  /** Names the call in logs and receipts. */
  readonly operation: string;
  readonly method: HttpRequest['method'];
  /** Behind the secret's base URL. */
  readonly path: string;
  readonly query?: readonly (readonly [name: string, value: string])[] | undefined;
  readonly json?: unknown;
  /** Beside those of the dialect, and before them. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A POST that changes nothing, such as a search: safe to send again. */
  readonly reads?: boolean;
  /** A kind of call that the target limits by itself: a 429 keeps back only this kind, in this process. */
  readonly pace?: string;
}

export type Reply<E extends ErrorSaid = ErrorSaid> = Answered | Rejected<E> | Lost<E> | Wait | Retryable;

export const isRead = ({ method, reads = false }: TargetRequest): boolean => method === 'GET' || reads;
