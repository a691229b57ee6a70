import type { Account } from '../../../../domain/account/account.ts';
import { isAdministrator, leastRole } from '../../../../domain/provider/traits.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { TargetSetup } from '../../../converge/target-setup.ts';
import type { OperateDeps } from '../../deps.ts';
import type { Examination } from '../examine.ts';
import { rememberCanary } from './canaries.ts';
import { type Walked, walkCanary } from './canary-walk.ts';
import { inviteCanary } from './invite-canary.ts';

interface Canary {
  readonly email: string;
  /** The one an earlier canary made; it is invited where there is none. */
  readonly account: Account | undefined;
  readonly setup: TargetSetup;
  readonly groups: Examination['groups'];
  /** Ids of `idpGroups`. */
  readonly idpGroupIds: readonly string[];
}

/** One canary from its invitation to its end. */
export async function sendCanary(
  { email, account, setup, groups, idpGroupIds }: Canary,
  call: Call,
  { ledger, clock, observe }: Pick<OperateDeps, 'ledger' | 'clock' | 'observe'>,
): Promise<Walked> {
  const { target } = setup;
  const invited = account ? undefined : await inviteCanary(email, { target, call, clock });
  const there = account ?? invited?.account;
  const first = invited ? [invited.step] : [];
  if (!there) {
    const seen = await target.findByEmails([email], call);
    const isAbsent = seen.kind === 'done' && seen.value.get(email)?.kind === 'absent';
    const walk = { steps: first, mayDisable: 'unknown', left: isAbsent ? 'absent' : 'unclear' } as const;
    return { walk, settled: invited?.settled ?? [] };
  }
  // a canary that cannot be enabled again is still used: only this run ends it
  await rememberCanary(target.name, there.id, ledger);
  const group = groups.flatMap(({ name, id }) =>
    id === undefined || idpGroupIds.includes(id) ? [] : [{ id, name }],
  )[0];
  const role = roleToTry(setup);
  const { walk, settled } = await walkCanary({ target, account: there, role, group, idpGroupIds }, call);
  observe.info('canary-walked', { target: target.name, mayDisable: walk.mayDisable, left: walk.left });
  return { walk: { ...walk, steps: [...first, ...walk.steps] }, settled: [...(invited?.settled ?? []), ...settled] };
}

/** The most that policy may give and that gives no access to others. */
function roleToTry({ target: { traits }, settings: { maxRole } }: TargetSetup): string {
  const upTo = traits.roles.slice(0, traits.roles.indexOf(maxRole) + 1);
  return upTo.findLast((role) => !isAdministrator(role, traits)) ?? leastRole(traits);
}
