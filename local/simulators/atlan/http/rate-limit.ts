import type { Answer } from '../../kit/http/answer.ts';
import type { TenantOptions } from '../tenant/options.ts';
import { gatewayError } from './answer.ts';

export interface RateLimit {
  /** Counts one request at `now`; the 429 to send instead of serving it, or undefined. */
  admit(now: number, options: TenantOptions): Answer | undefined;
  reset(): void;
}

const MINUTE_MS = 60_000;

/** So many requests in any 60 seconds for the whole tenant, then a block for all callers. */
export function createRateLimit(): RateLimit {
  let recent: number[] = [];
  let blockedUntil = 0;
  const reset = () => {
    recent = [];
    blockedUntil = 0;
  };
  return {
    reset,
    admit(now, options) {
      if (options.requestsPerMinute === null) return undefined;
      if (now < blockedUntil) {
        if (options.requestsDuringBlockExtendIt) blockedUntil = now + options.blockSeconds * 1000;
        return tooMany(now, blockedUntil, options);
      }
      const windowStart = now - MINUTE_MS;
      recent = recent.filter((time) => time > windowStart);
      if (recent.length >= options.requestsPerMinute) {
        recent = [];
        blockedUntil = now + options.blockSeconds * 1000;
        return tooMany(now, blockedUntil, options);
      }
      recent.push(now);
      return undefined;
    },
  };
}

function tooMany(now: number, until: number, options: TenantOptions): Answer {
  const seconds = String(Math.ceil((until - now) / 1000));
  const limits = { 'x-ratelimit-limit-minute': String(options.requestsPerMinute), 'x-ratelimit-remaining-minute': '0' };
  return gatewayError(429, 'API rate limit exceeded', {
    ...retryAfter(options.retryAfter, until, seconds),
    ...(options.rateLimitHeaders ? { ...limits, 'ratelimit-reset': seconds } : {}),
  });
}

function retryAfter(
  form: TenantOptions['retryAfter'],
  until: number,
  seconds: string,
): Readonly<Record<string, string>> {
  if (form === 'none') return {};
  return { 'retry-after': form === 'seconds' ? seconds : new Date(until).toUTCString() };
}
