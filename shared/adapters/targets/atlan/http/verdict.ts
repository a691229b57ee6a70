import type { HttpAnswer } from '../../../../runtime/http.ts';
import { namedWait } from '../../http/named-wait.ts';
import { isRead, type TargetRequest } from '../../http/target-request.ts';
import { answeredIn, type Verdict } from '../../http/verdict.ts';
import { type ErrorBody, readErrorBody } from './error-body.ts';

/**
 * The retry policy for one attempt. `Retry-After`, backoff and counts are the caller's. Statuses that the SDKs retry
 * and this does not: 403 (only right after creating tokens) and 500 (an invitation answered 500 was often made).
 */
export function judge(request: TargetRequest, answer: HttpAnswer): Verdict<ErrorBody> {
  const isSafe = isRead(request);
  const unclear = (why: string): Verdict<ErrorBody> => (isSafe ? { kind: 'again', why } : { kind: 'lost', why });

  if (answer.kind === 'no-answer') {
    return answer.arrived === 'never' ? { kind: 'again', why: answer.why } : unclear(answer.why);
  }
  const { status, headers, text } = answer;
  if (status >= 200 && status < 300) {
    return answeredIn(answer) ?? unclear(`${status} without JSON`);
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
  return isSafe ? { kind: 'rejected', status: effective, error } : { kind: 'lost', why: String(effective), error };
}
