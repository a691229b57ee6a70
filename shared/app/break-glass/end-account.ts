import type { Sighting } from '../../domain/account/account.ts';
import type { NotDone, Outcome, Wait } from '../../domain/outcome.ts';
import { type Action, hasEnded, isEnding, type Look, proves } from '../../domain/plan/action.ts';
import type { TargetRules } from '../../domain/plan/observed.ts';
import { planLeaving } from '../../domain/plan/plan-leaving.ts';
import { rungOf } from '../../domain/plan/refused-rungs.ts';
import { NOTHING_ELSE } from '../../domain/worker/access-over.ts';
import type { Refusal } from '../../domain/worker/worker.ts';
import type { Call } from '../../ports/target/call.ts';
import type { Target } from '../../ports/target/target.ts';

/** Whose account: by its id, or by the exact e-mail. */
export type Whom = { readonly accountId: string } | { readonly email: string };

/** What came of it, as it is written down: ids and sentences, no address. */
export interface EndedAccount {
  /** Absent when no account was found. */
  readonly accountId?: string;
  /**
   * `reduced`: role and groups are gone, and they can still sign in. `pending`: an open invitation, which cannot be disabled. `absent`: there
   * was no such account, so that nothing was ended.
   */
  readonly result: 'ended' | 'pending' | 'reduced' | 'refused' | 'unreachable' | 'absent';
  readonly because: string;
  readonly steps: readonly { readonly action: Action['kind']; readonly outcome: string }[];
}

export interface Means {
  readonly target: Target;
  readonly rules: TargetRules;
  readonly call: Call;
}

const RULE = 'break-glass';
const ROUNDS = 4;
/** Long past, so that no refusal is ever too old to count. */
const REFUSED_AT = 0;

/**
 * Ends one account by the leaver ladder with nothing but the target: no ledger, no queue, no claim. Every step is read back. Safe to repeat:
 * what is done already is not done again.
 */
export async function endAccount(whom: Whom, means: Means): Promise<EndedAccount> {
  const steps: { action: Action['kind']; outcome: string }[] = [];
  const refusals: Refusal[] = [];
  /** Why the channel that ends the sign-in cannot be asked, where the target itself refuses to. */
  let away: string | undefined;
  let accountId = 'accountId' in whom ? whom.accountId : undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const looked = await look(accountId === undefined ? whom : { accountId }, means);
    if (looked.kind !== 'done') return { ...withId(accountId), result: 'unreachable', because: looked.because, steps };
    const { sighting } = looked.value;
    if (sighting.kind === 'present') accountId = sighting.account.id;
    // with no ledger to say that it was ever there, an account that was not seen is a name of nothing
    if (sighting.kind === 'absent' && round === 0)
      return { ...withId(accountId), result: 'absent', because: 'There is no such account', steps };
    const record = { id: accountId ?? '', how: 'adopted' as const, ownedGroups: [] };
    // one account is named, and nothing else is asked about
    const observed = { managed: [{ ...looked.value, record }], refusals, leaver: NOTHING_ELSE };
    const { actions: planned, next } = planLeaving({ kind: 'end', rule: RULE }, observed, means.rules);
    const actions = planned.filter(({ kind }) => away === undefined || kind !== 'disable');
    if (away !== undefined && actions.length === 0 && planned.length > 0)
      return { ...withId(accountId), result: 'reduced', because: reducedBecause(away), steps };
    if (actions.length === 0) return { ...withId(accountId), ...conclusion(looked.value, next, refusals), steps };
    for (const action of actions) {
      const outcome = await apply(action, means);
      if (outcome.kind === 'refused-without') {
        away = outcome.wait.because;
        refusals.push({ rung: 'disable-without-channel', at: REFUSED_AT, because: outcome.because });
        steps.push({ action: action.kind, outcome: `${said(outcome.wait)}; without it refused: ${outcome.because}` });
        continue;
      }
      const after = outcome.kind === 'done' ? await look({ accountId: record.id }, means) : undefined;
      const isProven = after?.kind === 'done' && proves(action, after.value);
      steps.push({ action: action.kind, outcome: isProven ? 'verified' : said(outcome) });
      if (outcome.kind === 'refused' && isEnding(action))
        refusals.push({ rung: rungOf(action, outcome), at: REFUSED_AT, because: outcome.because });
      else if (outcome.kind !== 'done' && outcome.kind !== 'refused')
        return { ...withId(accountId), result: 'unreachable', because: outcome.because, steps };
    }
  }
  return {
    ...withId(accountId),
    result: 'reduced',
    because: 'It does not come to an end: look at the target by hand',
    steps,
  };
}

const withId = (accountId: string | undefined) => (accountId === undefined ? {} : { accountId });

const said = (outcome: Outcome<void>): string =>
  outcome.kind === 'done' ? 'unverified' : `${outcome.kind}: ${outcome.because}`;

function conclusion(
  { sighting }: Look,
  next: ReturnType<typeof planLeaving>['next'],
  refusals: readonly Refusal[],
): Pick<EndedAccount, 'result' | 'because'> {
  if (sighting.kind === 'absent') return { result: 'ended', because: 'The account is gone, read back' };
  if (hasEnded(sighting)) return { result: 'ended', because: 'The account is disabled, read back' };
  if (next.kind === 'waiting' && sighting.kind === 'present') return { result: 'pending', because: next.because };
  return { result: refusals.length > 0 ? 'reduced' : 'refused', because: next.because };
}

async function look(whom: Whom, { target, call }: Means): Promise<Outcome<Look>> {
  const key = 'accountId' in whom ? whom.accountId : whom.email;
  const found =
    'accountId' in whom ? await target.findByIds([key], call) : await target.findByEmails([whom.email], call);
  if (found.kind !== 'done') return found;
  const sighting: Sighting = found.value.get(key) ?? { kind: 'unknown' };
  if (sighting.kind !== 'present') return { kind: 'done', value: { sighting } };
  const groups = await target.groupsOf(sighting.account.id, call);
  if (groups.kind !== 'done') return groups;
  return { kind: 'done', value: { sighting, groupIds: groups.value.map(({ id }) => id) } };
}

/** The channel gave no answer, and the target itself refused. */
interface RefusedWithout {
  readonly kind: 'refused-without';
  readonly wait: Wait;
  readonly because: string;
}

const reducedBecause = (away: string): string =>
  `${away}. Without it the target refuses to disable the account: its role and groups are gone, read back, but it can still sign in. Do this again once that answers, or disable it by hand`;

async function apply(action: Action, { target, call }: Means): Promise<Outcome<void> | RefusedWithout> {
  switch (action.kind) {
    case 'disable': {
      const outcome = await target.setEnabled(action.accountId, false, call);
      if (outcome.kind !== 'wait' || outcome.channel === undefined) return outcome;
      const without = await target.channel?.disableWithout(action.accountId, call);
      if (without?.kind === 'refused') return { kind: 'refused-without', wait: outcome, because: without.because };
      return without ?? outcome;
    }
    case 'delete':
      return target.deleteAccount?.(action.accountId, call) ?? neverPlanned(action);
    case 'set-role':
      return target.setRole(action.accountId, action.role, call);
    case 'remove-from-group':
      return target.removeFromGroup(action.groupId, [action.accountId], call);
    case 'adopt':
    case 'enable':
    case 'invite':
    case 'add-to-groups':
    case 'revoke-token':
    case 'hand-over-assets':
    case 'remove':
      return neverPlanned(action);
  }
}

const neverPlanned = ({ kind }: Action): NotDone => ({
  kind: 'permanent',
  because: `${kind} has no place in ending an account`,
});
