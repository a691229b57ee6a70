import { countGateClosed } from '../provision/count-gate.ts';
import type { Notice } from '../provision/notice.ts';
import type { PollDeps } from './deps.ts';

/** What closing a target's gate needs, told the way poll tells things. */
export const gateDeps = ({ ledger, clock, observe }: PollDeps) => {
  const notice: Notice = (name, ids) => {
    if (name === 'gate-closed') countGateClosed(observe, ids);
    observe.warn(name, ids);
  };
  return { ledger, clock, notice };
};
