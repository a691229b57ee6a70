import { LONGEST_WAIT_MS } from '../../../domain/outcome.ts';

/** In the order in which they are believed. */
const HEADERS = ['retry-after', 'ratelimit-reset', 'x-ratelimit-reset'] as const;
/** Nothing is asked again sooner, whatever is named. */
const SHORTEST_WAIT_MS = 1_000;
/** A number from here on is an instant: a wait of that many seconds would last 31 years. */
const FIRST_EPOCH_SECONDS = 1e9;
/** From here on it counts milliseconds: as seconds it would lie in the year 5138. */
const FIRST_EPOCH_MS = 1e11;

/** Atlassian's form of an instant; the zone stands in it. */
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;
/** The three forms of an HTTP date (RFC 9110 section 5.6.7); all are in GMT, and the last does not say so. */
const HTTP_DATE = /^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?[ ,]/i;

/** The first header of an answer that names a wait in a known form, unchanged. */
export const namedWait = (headers: Headers): string | undefined =>
  HEADERS.map((name) => headers.get(name)).find((value) => value !== null && read(value) !== undefined) ?? undefined;

/**
 * How long a target asks us to wait, in ms from `now` (epoch ms): at least a second, at most `LONGEST_WAIT_MS`. It is named as seconds from
 * now, as an instant in seconds or milliseconds or by ISO 8601, or as an HTTP date; undefined when it is none of these.
 */
export function waitMs(named: string | undefined, now: number): number | undefined {
  const wait = named === undefined ? undefined : read(named);
  if (wait === undefined) return undefined;
  const ms = wait.from === 'now' ? wait.ms : wait.ms - now;
  return Math.min(Math.max(ms, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
}

interface Named {
  readonly from: 'now' | 'epoch';
  readonly ms: number;
}

function read(text: string): Named | undefined {
  const value = text.trim();
  if (/^\d+(\.\d+)?$/.test(value)) {
    const figure = Number(value);
    if (figure >= FIRST_EPOCH_MS) return { from: 'epoch', ms: figure };
    return { from: figure >= FIRST_EPOCH_SECONDS ? 'epoch' : 'now', ms: figure * 1_000 };
  }
  const isIso = ISO_INSTANT.test(value);
  if (!isIso && !HTTP_DATE.test(value)) return undefined;
  const at = Date.parse(isIso || value.endsWith('GMT') ? value : `${value} GMT`);
  return Number.isNaN(at) ? undefined : { from: 'epoch', ms: at };
}
