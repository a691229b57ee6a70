import type { Account } from '../../../../shared/domain/account/account.ts';
import { MINUTE_MS } from '../company.ts';
import type { TargetName } from '../history.ts';
import type { World } from '../world/world.ts';
import type { Heard } from './heard.ts';

/** One rule that did not hold. */
export interface Violation {
  readonly rule: RuleName;
  /** Epoch ms. */
  readonly at: number;
  readonly because: string;
}
const RULES = [
  'rest',
  'untouchable',
  'leaver',
  'invitation',
  'removal',
  'limit',
  'late',
  'observe',
  'fate',
  'bus',
  'state',
  'chain',
] as const;
export type RuleName = (typeof RULES)[number];

/** What the rules are judged by: what happened, and what is noted of it. */
export interface Court {
  readonly world: World;
  readonly heard: Heard;
  /** Counts that a rule was asked. */
  readonly ask: (rule: RuleName) => void;
  readonly violate: (rule: RuleName, because: string) => undefined;
  /** Counts why a difference is none. */
  readonly excuse: (why: string) => true;
  readonly nameOf: (workerKey: string) => string;
  readonly isExcusedNow: (workerKey: string, target: TargetName) => Promise<boolean>;
  /** An operator ended the access. */
  readonly isEnded: (workerKey: string) => boolean;
  readonly isMisaddressed: (account: Account) => boolean;
  readonly editsOf: (target: TargetName, account: Account) => readonly { readonly edit: string; readonly at: number }[];
  readonly wasDeletedByHand: (target: TargetName) => boolean;
}

export const canSignIn = ({ enabled, state }: Account): boolean =>
  enabled !== false && state !== 'disabled' && state !== 'invited';

/** A message that a killed process held comes back, or a failed look is repeated, or a gate opens; then a tick. */
export const RECOVERY_MS = 8 * MINUTE_MS;
