import type { NoticeName } from '../../contracts/signals/names.ts';

/** Ids and figures only. */
export type NoticeIds = Readonly<Record<string, string | number>>;

/** Writes a metric and a log line. A line that is not a warning names its level, which the table of signals decides. */
export interface Notice {
  (name: NoticeName<'warn'>, ids: NoticeIds): void;
  (name: NoticeName<'info'>, ids: NoticeIds, level: 'info'): void;
  (name: NoticeName<'error'>, ids: NoticeIds, level: 'error'): void;
}
