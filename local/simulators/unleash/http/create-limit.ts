import type { Answer } from '../../kit/http/answer.ts';
import type { InstanceOptions } from '../tenant/options.ts';

export interface Counted {
  /** What every answer to a counted request says of the limit. */
  readonly headers: Readonly<Record<string, string>>;
  /** Instead of serving the request. */
  readonly refusal?: Answer;
}

export interface CreateLimit {
  /** Counts one request to create a user, at `now` (epoch ms). */
  count(now: number, options: InstanceOptions): Counted;
  reset(): void;
}

const WINDOW_MS = 60_000;

/** So many requests in a window that the first of them opens; those that are refused count too. */
export function createLimit(): CreateLimit {
  let window = { endsAt: 0, count: 0 };
  return {
    reset() {
      window = { endsAt: 0, count: 0 };
    },
    count(now, { createsPerMinute: limit }) {
      if (limit === null) return { headers: {} };
      if (now >= window.endsAt) window = { endsAt: now + WINDOW_MS, count: 0 };
      window.count += 1;
      const seconds = String(Math.ceil((window.endsAt - now) / 1000));
      const headers = {
        'ratelimit-policy': `${limit};w=60`,
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(Math.max(0, limit - window.count)),
        'ratelimit-reset': seconds,
      };
      if (window.count <= limit) return { headers };
      return { headers, refusal: tooMany({ ...headers, 'retry-after': seconds }) };
    },
  };
}

/** A page and not JSON. */
export const tooMany = (headers: Readonly<Record<string, string>>): Answer => ({
  status: 429,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body: 'Too many requests, please try again later.',
});
