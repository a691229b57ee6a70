import type { Walk, WalkedStep } from '../../../../contracts/operate/status/doctor.ts';
import type { Account } from '../../../../domain/account/account.ts';
import type { Outcome } from '../../../../domain/outcome.ts';
import { isDisabled } from '../../../../domain/plan/action.ts';
import { leastRole } from '../../../../domain/provider/traits.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Target } from '../../../../ports/target/target.ts';
import { answerOf, type ObservedBehaviour } from './observed-behaviour.ts';

export interface Walked {
  readonly walk: Walk;
  readonly settled: readonly ObservedBehaviour[];
}

interface Route {
  readonly target: Target;
  readonly account: Account;
  /** Tried on the canary when the target may give it. */
  readonly role: string;
  readonly group: { readonly id: string; readonly name: string } | undefined;
  /** Whose members the identity provider decides. */
  readonly idpGroupIds: readonly string[];
}

type Result = WalkedStep['result'];

const READ_BACK = 'Read back';
/** Kept back for leaving the account as it should be left. */
const LEAVING_MS = 6_000;

/**
 * Walks an account of ours through role, group and disable, and leaves it disabled, or else with the least there is. Every step is read
 * back, and the last one is tried whatever became of the others.
 */
export async function walkCanary({ target, account, role, group, idpGroupIds }: Route, call: Call): Promise<Walked> {
  const { id } = account;
  const least = leastRole(target.traits);
  const steps: WalkedStep[] = [];
  const settled: ObservedBehaviour[] = [];
  const trying: Call = { ...call, deadline: call.deadline - LEAVING_MS };

  const look = async (): Promise<Account | undefined> => {
    const seen = await target.findByIds([id], call);
    const sighting = seen.kind === 'done' ? seen.value.get(id) : undefined;
    return sighting?.kind === 'present' ? sighting.account : undefined;
  };
  const groupsNow = async (): Promise<readonly string[] | undefined> => {
    const groups = await target.groupsOf(id, call);
    return groups.kind === 'done' ? groups.value.map((one) => one.id) : undefined;
  };
  const tried = async (
    step: WalkedStep['step'],
    outcome: Outcome<void>,
    shows: () => Promise<boolean | undefined>,
  ): Promise<Result> => {
    const note = (result: Result, because: string) => {
      steps.push({ step, result, because });
      return result;
    };
    if (outcome.kind !== 'done') return note(outcome.kind === 'refused' ? 'refused' : 'not-done', outcome.because);
    return (await shows())
      ? note('verified', READ_BACK)
      : note('not-done', 'The target accepted the change, but does not show it');
  };

  if (isDisabled(account)) {
    const enabled = await target.setEnabled(id, true, trying);
    await tried('enable', enabled, async () => (await look())?.enabled === true);
  }
  await tried('role', await target.setRole(id, role, trying), async () => (await look())?.role === role);
  if (group) {
    const added = await target.addToGroups(id, [group.id], trying);
    await tried('group', added, async () => (await groupsNow())?.includes(group.id));
  } else
    steps.push({
      step: 'group',
      result: 'skipped',
      because: 'No group of the catalogue exists on the target, so none was tried',
    });

  const before = await look();
  const disabled = await target.setEnabled(id, false, trying);
  const result = await tried('disable', disabled, async () => isGone(await look()));
  settled.push(...behaviourOfDisable(disabled, before, result));

  // disabled or not, it keeps nothing
  const groups = (await groupsNow())?.filter((groupId) => !idpGroupIds.includes(groupId));
  for (const groupId of groups ?? []) await target.removeFromGroup(groupId, [id], call);
  if (result !== 'verified') await target.setRole(id, least, call);
  const after = await look();
  const rest = (await groupsNow())?.filter((groupId) => !idpGroupIds.includes(groupId));
  const isBare = rest?.length === 0 && (isGone(after) || after?.role === least);
  steps.push({
    step: 'leave',
    result: isBare ? 'verified' : 'not-done',
    because: isBare ? READ_BACK : 'It may still have a role or groups; remove them in the target, or try again',
  });
  return {
    walk: { accountId: id, steps, mayDisable: mayDisable(result, before), left: leftAs(after, isBare) },
    settled,
  };
}

const isGone = (account: Account | undefined): boolean => account !== undefined && isDisabled(account);

const leftAs = (account: Account | undefined, isBare: boolean): Walk['left'] =>
  isGone(account) ? 'disabled' : isBare ? 'reduced' : 'unclear';

/** A refusal for an invitee, or for an account that was already disabled, says nothing about other accounts. */
function mayDisable(result: Result, before: Account | undefined): Walk['mayDisable'] {
  if (!before || before.state === 'invited' || isDisabled(before)) return 'unknown';
  return result === 'verified' ? 'yes' : result === 'refused' ? 'no' : 'unknown';
}

function behaviourOfDisable(
  outcome: Outcome<void>,
  before: Account | undefined,
  result: Result,
): readonly ObservedBehaviour[] {
  const isInvited = before?.state === 'invited';
  if (outcome.kind === 'refused') {
    return isInvited
      ? [{ unknown: 3, seen: `disabling an invitee is answered ${answerOf(outcome)}` }]
      : [{ unknown: 2, seen: `disabling with this credential is answered ${answerOf(outcome)}` }];
  }
  return result === 'verified' && !isInvited
    ? [{ unknown: 2, seen: 'disabling with this credential works, and the next read shows it' }]
    : [];
}
