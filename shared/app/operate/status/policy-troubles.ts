import type { Trouble } from '../../../contracts/operate/status/status.ts';
import type { OperateDeps } from '../deps.ts';
import { iso } from '../iso.ts';
import { deployedPolicy, sinceOf } from '../policy/deployed.ts';
import type { PolicyNow, Situation } from './situation.ts';

const DAY_MS = 24 * 60 * 60_000;

/** The deployed policy, and since when it waits. */
export async function policyNow(
  deps: Pick<OperateDeps, 'targets' | 'policy' | 'ledger'>,
  now: number,
): Promise<PolicyNow> {
  const { hash, onTargets } = await deployedPolicy(deps);
  const waiting = onTargets.filter(({ isActive }) => !isActive).map((one) => sinceOf(one, now));
  return { hash, ...(waiting.length > 0 && { waitsSince: Math.min(...waiting) }) };
}

/** A policy that waits for a day is a trouble. */
export function policyTroubles({
  policy: { hash, waitsSince },
  now,
}: Pick<Situation, 'policy' | 'now'>): readonly Trouble[] {
  if (waitsSince === undefined || now - waitsSince < DAY_MS) return [];
  return [
    {
      what: `The deployed policy ${hash} waits for its activation`,
      since: iso(waitsSince),
      harms: 'Workers keep access that its rules no longer give them',
      next: `policy activate ${hash}`,
    },
  ];
}

/** Until then it is worth a look. */
export const policyFindings = (situation: Pick<Situation, 'policy' | 'now'>): readonly string[] =>
  situation.policy.waitsSince === undefined || policyTroubles(situation).length > 0
    ? []
    : [
        `The deployed policy ${situation.policy.hash} waits since ${iso(situation.policy.waitsSince)}: policy activate ${situation.policy.hash} lists who would lose what`,
      ];
