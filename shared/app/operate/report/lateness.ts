import type { LeaverRow } from '../../../contracts/operate/report/report-leavers.ts';

/** All in epoch ms. */
interface Course {
  readonly effectiveAt: number;
  readonly newsAt: number;
  /** When we first tried; absent when we never did. */
  readonly triedAt: number | undefined;
  /** The end, or now. */
  readonly until: number;
}

const TENTHS_A_MINUTE = 6_000;

export const IN_TIME: LeaverRow['late'] = { minutes: 0, hr: 0, us: 0, target: 0 };

/** Whose minutes they were: HR's until it spoke, ours until we tried, the target's after that. To a tenth; the parts add up. */
export function lateness({
  effectiveAt,
  newsAt,
  triedAt = Number.POSITIVE_INFINITY,
  until,
}: Course): LeaverRow['late'] {
  const tenths = (at: number) => Math.round((clamp(at, effectiveAt, until) - effectiveAt) / TENTHS_A_MINUTE);
  if (until <= effectiveAt) return IN_TIME;
  const news = tenths(newsAt);
  const tried = Math.max(news, tenths(triedAt));
  const all = tenths(until);
  return { minutes: all / 10, hr: news / 10, us: (tried - news) / 10, target: (all - tried) / 10 };
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
