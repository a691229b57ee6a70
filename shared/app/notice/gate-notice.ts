import type { NoticeName, Told } from '../../contracts/signals/names.ts';
import type { Observe } from '../../ports/observe.ts';
import { countGateClosed } from '../quota/count-gate.ts';
import type { Notice, NoticeIds } from './notice.ts';

/** Reports that a target's gate closed, and nothing else: for processes that only read targets. */
export const gateNotice =
  (observe: Pick<Observe<Told>, 'count' | 'warn'>): Notice =>
  (name: NoticeName, ids: NoticeIds) => {
    if (name !== 'gate-closed') return;
    countGateClosed(observe, ids);
    observe.warn(name, ids);
  };
