import { gateNotice } from '../notice/gate-notice.ts';
import type { PollDeps } from './deps.ts';

/** What closing a target's gate needs, told the way poll tells things. */
export const gateDeps = ({ ledger, clock, observe }: PollDeps) => ({ ledger, clock, notice: gateNotice(observe) });
