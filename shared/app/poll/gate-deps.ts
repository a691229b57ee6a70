import type { Notice } from '../notice/notice.ts';
import { countGateClosed } from '../quota/count-gate.ts';
import type { PollDeps } from './deps.ts';

/** What closing a target's gate needs, with the notices of poll. */
export const gateDeps = ({ ledger, clock, observe }: PollDeps) => {
  const notice: Notice = (name, ids) => {
    if (name === 'gate-closed') countGateClosed(observe, ids);
    observe.warn(name, ids);
  };
  return { ledger, clock, notice };
};
