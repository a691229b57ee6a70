import { metricOf, type NoticeName } from '../../contracts/signals/names.ts';
import type { Level } from '../../contracts/signals/signal.ts';
import type { Observe } from '../../ports/observe.ts';
import { countGateClosed } from '../quota/count-gate.ts';
import type { Notice, NoticeIds } from './notice.ts';

/** Each notice is a metric of the same name, under its target where it has one, and a line in the log. */
export const noticeTo =
  (observe: Observe): Notice =>
  (name: NoticeName, ids: NoticeIds, level: Level = 'warn') => {
    const { target } = ids;
    if (name === 'gate-closed') countGateClosed(observe, ids);
    else observe.count(metricOf(name), ...(typeof target === 'string' ? [{ target }] : []));
    observe[level](name, ids);
  };
