import { ok } from '../../../kit/http/answer.ts';
import { memberName } from '../../query/list-answer.ts';
import type { ApiHandler } from '../api-request.ts';

const PAGE = 100;
const DAY_MS = 86_400_000;

/**
 * The sign-ins of all users as a bare list, the newest first, so that pages shift while people sign in. Days have no time of day, and an
 * event has no id of its own. Only the last twenty sign-ins of a user are kept.
 */
export const listLogins: ApiHandler = ({ view, query }) => {
  const types = query.getAll('type').map(memberName);
  const user = query.get('user');
  const from = dayOf(query.get('dateFrom')) ?? Number.NEGATIVE_INFINITY;
  const until = (dayOf(query.get('dateTo')) ?? Number.POSITIVE_INFINITY) + DAY_MS;
  const first = Number(query.get('first') ?? 0);
  const max = Number(query.get('max') ?? PAGE);
  const events = Array.from(view.users.values())
    .filter(({ id }) => user === null || id === user)
    .flatMap(({ id, username, loginEvents }) =>
      loginEvents.map(({ time, sessionId, ipAddress }) => ({
        time,
        type: 'LOGIN',
        realmId: 'default',
        clientId: 'atlan-frontend',
        userId: id,
        sessionId,
        ipAddress,
        details: { username },
      })),
    )
    .filter(({ type, time }) => (types.length === 0 || types.includes(type)) && time >= from && time < until)
    .toSorted((a, b) => b.time - a.time);
  return ok(events.slice(first, first + max));
};

/** Epoch ms at which a day begins in UTC; undefined for none, and for what is no day. */
function dayOf(day: string | null): number | undefined {
  const at = day === null ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : at;
}
