import type { NoticeName } from '../../contracts/signals/names.ts';

/** Ids and figures only. */
export type NoticeIds = Readonly<Record<string, string | number>>;

/** Tells metrics and logs of something. A line that is no warning names its level, which the table of signals decides. */
export interface Notice {
  (name: NoticeName<'warn'>, ids: NoticeIds): void;
  (name: NoticeName<'info'>, ids: NoticeIds, level: 'info'): void;
  (name: NoticeName<'error'>, ids: NoticeIds, level: 'error'): void;
}
