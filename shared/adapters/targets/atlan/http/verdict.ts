import type { HttpAnswer, HttpRequest } from '../../../../runtime/http.ts';
import { type ErrorBody, readErrorBody } from './error-body.ts';
import { namedWait } from './named-wait.ts';

/** What one answer, or the lack of one, means for the call it belongs to. */
export type Verdict =
  /** 2xx with JSON or with nothing. */
  | { readonly kind: 'answered'; readonly body: unknown }
  | Rejected
  /** Only for a write: it may have been carried out. Look before doing anything else. */
  | Lost
  /** Safe to send again: a read, or a write that cannot have arrived. */
  | { readonly kind: 'again'; readonly why: string }
  /** `retryAfter`: the wait that the target names, as it wrote it; `waitMs` reads it. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: string | undefined }
  | { readonly kind: 'unauthorised' }
  | { readonly kind: 'forbidden' };

export interface Rejected {
  readonly kind: 'rejected';
  /** The status that counts; see `ErrorBody.embeddedStatus`. */
  readonly status: number;
  readonly error: ErrorBody;
}

export interface Lost {
  readonly kind: 'lost';
  readonly why: string;
  /** Set when Atlan's own service answered 500: it has finished with the request, however it ended. */
  readonly error?: ErrorBody;
}

/**
 * The retry policy for one attempt. `Retry-After`, backoff and counts are the caller's. Statuses that the SDKs retry
 * and this does not: 403 (only right after creating tokens) and 500 (an invitation answered 500 was often made).
 */
export function judge(method: HttpRequest['method'], answer: HttpAnswer): Verdict {
  const isRead = method === 'GET';
  const unclear = (why: string): Verdict => (isRead ? { kind: 'again', why } : { kind: 'lost', why });

  if (answer.kind === 'no-answer') {
    return answer.arrived === 'never' ? { kind: 'again', why: answer.why } : unclear(answer.why);
  }
  const { status, headers, text } = answer;
  if (status >= 200 && status < 300) {
    const body = parsed(text);
    return body ? { kind: 'answered', body: body.value } : unclear(`${status} without JSON`);
  }
  // a redirect leads to the login page; following it would turn a failure into a 200
  if (status < 400 || [502, 503, 504].includes(status)) return unclear(String(status));
  if (status === 401) return { kind: 'unauthorised' };
  if (status === 429)
    return {
      kind: 'rate-limited',
      retryAfter: namedWait(headers),
    };

  const error = readErrorBody(text);
  if (status === 403) return error.fromService ? { kind: 'rejected', status, error } : { kind: 'forbidden' };
  const effective = error.embeddedStatus ?? status;
  if (effective < 500 && error.byEmail.size === 0) return { kind: 'rejected', status: effective, error };
  return isRead ? { kind: 'rejected', status: effective, error } : { kind: 'lost', why: String(effective), error };
}

/** Void answers are empty, and some say `null`; a page instead of JSON is no answer at all. */
function parsed(text: string): { readonly value: unknown } | undefined {
  if (text.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
