import { isInForce } from '../../domain/override.ts';
import type { NoRoleIntent } from '../../domain/plan.ts';
import { roleRulesDigest } from '../../domain/policy/role-rules-digest.ts';
import type { Wanted } from '../../domain/policy/wanted-access.ts';
import { isLostByMove, movesInEffect } from '../../domain/role-loss.ts';
import { standingAt } from '../../domain/standing.ts';
import type { ProvisionDeps, TargetSetup } from './deps.ts';
import { isWithoutRole, type Question, wantedFor } from './intent.ts';
import { rulesInForceSince } from './role-rules.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'policy'>;

const HELD = 'No rule gives a role here any more: access stays as it is until a person decides. Approve to end it';
const UNEXPLAINED = `${HELD}. It does not end by itself: no move that HR stated under these rules took the role away`;

/** Finds what has to be asked before the access of a worker without a role ends; undefined where nothing has. */
export type NoRoleAsker = (question: Question, wanted: Wanted | undefined) => Promise<NoRoleIntent['asks']>;

/**
 * Only a move that HR stated while the rules were what they are ends access by itself, and only where the target says so. Everything
 * else is asked: a change of the rules, a statement that was corrected, what an operator wants kept.
 */
export async function noRoleAsker(setup: TargetSetup, deps: Deps): Promise<NoRoleAsker> {
  const { withoutRole, maxRole } = setup.settings;
  const target = setup.target.name;
  const digest = roleRulesDigest({ ...deps.policy, target, maxRole });
  const ask = ({ worker, at }: Question, because: string): NoRoleIntent['asks'] => {
    const move = movesInEffect(worker.engagements, at)[0]?.id;
    return { kind: 'no-role', because, about: [digest, ...(move === undefined ? [] : [move])] };
  };
  if (withoutRole === 'hold')
    return async (question, wanted) => (isWithoutRole(wanted) ? ask(question, HELD) : undefined);

  const since = await rulesInForceSince(target, digest, deps);
  return async (question, wanted) => {
    if (!isWithoutRole(wanted)) return undefined;
    // the history is read only for a worker who has something to lose
    const hasAccount = (question.worker.targets[target]?.accounts.length ?? 0) > 0;
    return hasAccount && (await endsByMove(question, since, deps)) ? undefined : ask(question, UNEXPLAINED);
  };
}

async function endsByMove(question: Question, since: number, { ledger }: Deps): Promise<boolean> {
  const { worker, at } = question;
  const { key, engagements, overrides } = worker;
  if (overrides.some((override) => override.kind === 'access_kept' && isInForce(override, at))) return false;
  const received = new Map((await ledger.history.list(key)).map(({ event, recordedAt }) => [event.id, recordedAt]));
  return isLostByMove({
    engagements,
    at,
    givesRole: (before) => wantedFor({ ...question, standing: standingAt(before, overrides, at) })?.role !== undefined,
    isReceivedUnderRules: (factId) => (received.get(factId) ?? Number.NEGATIVE_INFINITY) >= since,
  });
}
