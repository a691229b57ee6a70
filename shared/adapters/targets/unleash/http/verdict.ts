import type { HttpAnswer } from '../../../../runtime/http.ts';
import { namedWait } from '../../http/named-wait.ts';
import { isRead, type TargetRequest } from '../../http/target-request.ts';
import { answeredIn, type Verdict } from '../../http/verdict.ts';
import { type ErrorBody, readErrorBody } from './error-body.ts';

/**
 * What one answer of Unleash means. A page is no answer: the web interface is served, with 200, for every path that is not the API's, and
 * so is a page for too many requests.
 */
export function judge(request: TargetRequest, answer: HttpAnswer): Verdict<ErrorBody> {
  const isSafe = isRead(request);
  const unclear = (why: string): Verdict<ErrorBody> => (isSafe ? { kind: 'again', why } : { kind: 'lost', why });

  if (answer.kind === 'no-answer')
    return answer.arrived === 'never' ? { kind: 'again', why: answer.why } : unclear(answer.why);
  const { status, headers, text } = answer;
  if (status >= 200 && status < 300) return answeredIn(answer) ?? unclear(`${status} without JSON`);
  if (status < 400 || [502, 503, 504].includes(status)) return unclear(String(status));
  if (status === 401) return { kind: 'unauthorised' };
  if (status === 429) return { kind: 'rate-limited', retryAfter: namedWait(headers) };

  const error = readErrorBody(text);
  if (status === 403) return error.meaning === 'scim' ? { kind: 'rejected', status, error } : { kind: 'forbidden' };
  // the database refused it, so nothing was done
  if (error.meaning === 'address-taken') return { kind: 'rejected', status: 409, error };
  if (status < 500 || isSafe) return { kind: 'rejected', status, error };
  return { kind: 'lost', why: String(status), error };
}
