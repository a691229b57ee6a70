import type { HttpAnswer } from '../../../../runtime/http.ts';
import { namedWait } from '../../http/named-wait.ts';
import { isRead, type TargetRequest } from '../../http/target-request.ts';
import { answeredIn, type Verdict } from '../../http/verdict.ts';
import { type ErrorBody, readErrorBody } from './error-body.ts';

const UNSCOPED =
  'users and groups are written only by an organisation API key without scopes: make one in Atlassian Administration and put it into the secret';

/** May not manage the organisation at all, which is about the key and not about one account or group. */
const ABOUT_THE_KEY = new Set(['ADMIN-403-3', 'ADMIN-UAM-403-1', 'forbidden']);

/** The retry policy for one attempt; back-off and counts are the caller's. A write that was answered 500 may have been made. */
export function judge(request: TargetRequest, answer: HttpAnswer): Verdict<ErrorBody> {
  const isSafe = isRead(request);
  const unclear = (why: string): Verdict<ErrorBody> => (isSafe ? { kind: 'again', why } : { kind: 'lost', why });

  if (answer.kind === 'no-answer')
    return answer.arrived === 'never' ? { kind: 'again', why: answer.why } : unclear(answer.why);
  const { status, headers, text } = answer;
  if (status >= 200 && status < 300) return answeredIn(answer) ?? unclear(`${status} without JSON`);
  // a redirect leads to a login page; following it would turn a failure into a 200
  if (status < 400 || [502, 503, 504].includes(status)) return unclear(String(status));
  if (status === 429) return { kind: 'rate-limited', retryAfter: namedWait(headers) };

  const error = readErrorBody(text);
  const hint = error.isScope ? { hint: UNSCOPED } : {};
  if (status === 401) return { kind: 'unauthorised', ...hint };
  if (status === 403 && (!error.fromService || error.isScope || ABOUT_THE_KEY.has(error.code ?? '')))
    return { kind: 'forbidden', ...hint };
  return status < 500 || isSafe ? { kind: 'rejected', status, error } : { kind: 'lost', why: String(status), error };
}
