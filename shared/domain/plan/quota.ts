import type { DueClass } from '../worker/worker.ts';

/** What one target lets us send in a minute. */
export interface Quota {
  /** Requests that the operator grants to whatever is no leaver. */
  readonly budget: number;
  /** Requests that the target allows its whole tenant. */
  readonly limit: number;
}

/** Requests of a minute, by whose they are. */
export interface Sent {
  readonly leavers: number;
  readonly others: number;
}

/** Reminders that may be on their way, by whose they are. */
export type Room = Sent;

/** What stays free for joiners, movers and plain looks while leavers use up a target's limit: a tenth of it, at most the budget. */
export const reserveOf = ({ budget, limit }: Quota): number => Math.min(budget, Math.ceil(limit / 10));

/** Whether a leaver's requests may begin in a minute in which this was sent. */
export const mayEnd = ({ leavers, others }: Sent, quota: Quota): boolean =>
  leavers + Math.max(others, reserveOf(quota)) < quota.limit;

/** Whether the requests of other workers may begin. */
export const mayBegin = ({ leavers, others }: Sent, { budget, limit }: Quota): boolean =>
  others < budget && leavers + others < limit;

/** What a worker is taken to cost while nothing was measured. */
const REQUESTS_PER_WORKER = 3;
/** A look costs a hundredth of a request at the least; the line must not be emptied into the queue for that. */
const LEAST_REQUESTS = 0.25;

/** How many workers can be checked on a target within a minute. While access waits to be ended, the others have only what is reserved for them. */
export function roomIn(quota: Quota, perWorker: Partial<Record<keyof Sent, number>>, isEndingWaiting: boolean): Room {
  const workersFor = (requests: number, each = REQUESTS_PER_WORKER) =>
    Math.max(1, Math.floor(requests / Math.max(each, LEAST_REQUESTS)));
  const reserve = reserveOf(quota);
  return {
    leavers: workersFor(quota.limit - reserve, perWorker.leavers),
    others: workersFor(isEndingWaiting ? reserve : quota.budget, perWorker.others),
  };
}

/** Of two classes that share a room the second one keeps this part of it, one place of two at the least, however many the first one has. */
const KEPT = 0.2;

export type Places = Readonly<Record<DueClass, number>>;

/** Shares a room out among those who wait: the earlier class first, less what is kept for the later one. */
export function placesFor({ leavers, others }: Room, waiting: Places): Places {
  const [ending, pending] = shareOut(leavers, waiting.ending, waiting['pending-disable']);
  const [access, rest] = shareOut(others, waiting['joiner-mover'], waiting.rest);
  return { ending, 'pending-disable': pending, 'joiner-mover': access, rest };
}

function shareOut(room: number, first: number, second: number): readonly [number, number] {
  const whole = Math.max(0, Math.floor(room));
  const kept = Math.min(second, Math.max(whole >= 2 ? 1 : 0, Math.floor(whole * KEPT)));
  const given = Math.min(first, whole - kept);
  return [given, Math.min(second, whole - given)];
}
