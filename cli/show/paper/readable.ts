/** Every ISO instant of a text as people read it: `2026-12-01 09:30:00Z`. */
export const readable = (text: string): string =>
  text.replaceAll(/(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z/g, '$1 $2Z');

/** One such instant, where there may be none. */
export const when = (instant: string | undefined | null): string | undefined =>
  instant === undefined || instant === null ? undefined : readable(instant);

/** `1 worker`, `2 workers`. */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;
