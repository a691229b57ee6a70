import { createHash } from 'node:crypto';

import type { Action } from '../plan/action.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { Standing } from './standing.ts';

/** Names a hold by the situation it is about, so that the same plan of the same facts, held twice, is one hold. */
export const holdId = (workerKey: string, target: string, kind: string, digest: string): string =>
  `hold_${createHash('sha256')
    .update(JSON.stringify([workerKey, target, kind, digest]))
    .digest('hex')
    .slice(0, 20)}`;

interface HeldSituation {
  readonly actions: readonly Action[];
  readonly standing: Pick<Standing, 'kind' | 'basis'>;
  /** Ids of what it is about instead of steps: accounts that are not ours, a statement that cannot be read, rules. */
  readonly about?: readonly string[] | undefined;
}

/**
 * Names a situation by what a plan does and by the facts and overrides that made it. A person decides about it as a whole: the same
 * steps for other reasons are another one.
 */
export const situationDigest = ({ actions, standing: { kind, basis }, about }: HeldSituation): string =>
  createHash('sha256')
    .update(canonicalJson([about?.toSorted() ?? actions, kind, basis]))
    .digest('hex')
    .slice(0, 32);
