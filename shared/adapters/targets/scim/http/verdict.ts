import type { HttpAnswer } from '../../../../runtime/http.ts';
import { namedWait } from '../../http/named-wait.ts';
import { isRead, type TargetRequest } from '../../http/target-request.ts';
import { answeredIn, type Verdict } from '../../http/verdict.ts';
import { readScimError, type ScimError } from './error-body.ts';

/**
 * The retry policy for one attempt. A page of HTML is no answer, also with 200: some products serve their own page where SCIM is not
 * switched on. 501 says that the server lacks the feature, so nothing was done.
 */
export function judge(request: TargetRequest, answer: HttpAnswer): Verdict<ScimError> {
  const isSafe = isRead(request);
  const unclear = (why: string): Verdict<ScimError> => (isSafe ? { kind: 'again', why } : { kind: 'lost', why });

  if (answer.kind === 'no-answer')
    return answer.arrived === 'never' ? { kind: 'again', why: answer.why } : unclear(answer.why);
  const { status, headers, text } = answer;
  if (status >= 200 && status < 300) {
    const isPage = headers.get('content-type')?.toLowerCase().startsWith('text/html') === true;
    return (isPage ? undefined : answeredIn(answer)) ?? unclear(`${status} without JSON`);
  }
  // following a redirect would take the token to another host
  if (status < 400 || [502, 503, 504].includes(status)) return unclear(String(status));
  if (status === 401) return { kind: 'unauthorised' };
  if (status === 429) return { kind: 'rate-limited', retryAfter: namedWait(headers) };
  const error = readScimError(text);
  // what the product around SCIM forbids, it forbids to the credential; SCIM's own error is about the resource
  if (status === 403) return error.isScim ? { kind: 'rejected', status, error } : { kind: 'forbidden' };
  if (status < 500 || status === 501 || isSafe) return { kind: 'rejected', status, error };
  return { kind: 'lost', why: String(status), error };
}
