import type { Answer } from '../../kit/http/answer.ts';
import type { OrganisationOptions } from '../organisation/options.ts';
import { gateway } from './answer.ts';

export interface RateLimit {
  /** Counts one request at `now`; the 429 to send instead of serving it, or undefined. */
  admit(now: number, options: OrganisationOptions): Answer | undefined;
  reset(): void;
}

const MINUTE_MS = 60_000;

/** So many requests in any 60 seconds for the whole organisation, then a block; its end is named as an ISO instant. */
export function createRateLimit(): RateLimit {
  let recent: number[] = [];
  let blockedUntil = 0;
  return {
    reset: () => {
      recent = [];
      blockedUntil = 0;
    },
    admit: (now, { requestsPerMinute, blockSeconds }) => {
      if (requestsPerMinute === null) return undefined;
      recent = recent.filter((time) => time > now - MINUTE_MS);
      if (now >= blockedUntil && recent.length < requestsPerMinute) {
        recent.push(now);
        return undefined;
      }
      if (now >= blockedUntil) {
        recent = [];
        blockedUntil = now + blockSeconds * 1_000;
      }
      return gateway(429, 'Too Many Requests', {
        'x-ratelimit-limit': String(requestsPerMinute),
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': new Date(blockedUntil).toISOString(),
      });
    },
  };
}
