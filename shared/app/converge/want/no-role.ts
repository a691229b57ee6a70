import type { RecordedEvent } from '../../../domain/event/recorded-event.ts';
import type { NoRoleIntent } from '../../../domain/plan/intent.ts';
import { roleRulesDigest } from '../../../domain/policy/role-rules-digest.ts';
import type { Wanted } from '../../../domain/policy/wanted-access.ts';
import { recordAll } from '../../../domain/timeline/engagement.ts';
import { isInForce } from '../../../domain/worker/override.ts';
import { isLostByMove, lastChange } from '../../../domain/worker/role-loss.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { TargetSetup } from '../target-setup.ts';
import { isWithoutRole, wantedFor } from '../wanted-for.ts';
import type { Question } from './intent.ts';
import { rulesInForceSince } from './role-rules.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'policy'>;

const HELD = 'No rule gives a role here any more: access stays as it is until an operator decides. Approve to end it';
const UNEXPLAINED = `${HELD}. It does not end automatically, because no move that HR stated under these rules removed the role`;

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
    const move = lastChange(worker.engagements, at)?.id;
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
  const { overrides } = worker;
  if (overrides.some((override) => override.kind === 'access_kept' && isInForce(override, at))) return false;
  const recorded = await recordedOf(worker, ledger);
  return isLostByMove({
    engagements: withWhatLiesBehind(worker, recorded),
    at,
    givesRole: (before) => {
      const standing = standingAt(before, overrides, at, question.policy.access);
      return wantedFor({ ...question, standing })?.role !== undefined;
    },
    isReceivedUnderRules: (factId) => (recorded.get(factId)?.recordedAt ?? Number.NEGATIVE_INFINITY) >= since,
  });
}

type Recorded = ReadonlyMap<string, RecordedEvent>;

/** Every event of a worker by its id: the history, and what is still on its way there. */
async function recordedOf({ key, outbox }: Worker, { history }: Pick<Ledger, 'history'>): Promise<Recorded> {
  const pending = outbox.flatMap((entry) => (entry.kind === 'history' ? [entry.recorded] : []));
  const all = [...(await history.list(key)), ...pending];
  return new Map(all.map((one) => [one.event.id, one]));
}

/** The engagements with the facts that newer ones have overshadowed: without those, they are what counts. */
const withWhatLiesBehind = ({ engagements }: Worker, recorded: Recorded): Worker['engagements'] =>
  Object.fromEntries(
    Object.entries(engagements).map(([sourceKey, engagement]) => {
      if (!engagement.behind) return [sourceKey, engagement];
      const said = [...recorded.values()].map(({ event }) => event).filter((event) => event.sourceKey === sourceKey);
      return [sourceKey, recordAll(said).engagement];
    }),
  );
