import type { Ended } from '../../../contracts/operate/control/disable.ts';
import type { Sighting } from '../../../domain/account/account.ts';
import { accountsIn } from '../../../domain/worker/access-over.ts';
import type { Mode } from '../../../ports/ledger/flags.ts';
import type { OnTarget } from '../../converge/end-now.ts';
import type { Run } from '../../converge/run.ts';
import { iso } from '../iso.ts';

/** How one target ended, by what was read back last. */
export function ending({ setup, run }: OnTarget, mode: Mode): Ended {
  const { name } = setup.target;
  const end = run.end?.kind === 'settled' ? run.end : undefined;
  return {
    target: name,
    mode,
    result: resultOf(run),
    because: `${end?.because ?? 'It did not come to an end'}${isOnlySignInLeft(run) ? REDUCED : ''}`,
    accounts: accountsOf(run),
    ...(end?.lookAt !== undefined && { lookAt: iso(end.lookAt) }),
    ...(end?.holdId !== undefined && { holdId: end.holdId }),
    ...(mode === 'observe' && { note: `${name} is in observe mode; what a person asks for is done all the same` }),
  };
}

const REDUCED = '. Its role and groups are gone, but it can still sign in until then';

/** The channel that ends the sign-in cannot be asked, the target itself refuses to, and all else is done and read back. */
const isOnlySignInLeft = ({ plan, postponed, intent }: Run): boolean =>
  postponed !== undefined &&
  !(intent.kind === 'end' && intent.isComingBack) &&
  plan?.actions.every(({ kind }) => kind === 'disable') === true;

function resultOf(run: Run): Ended['result'] {
  const { end, observed, refusals, access } = run;
  if (!observed || end?.kind !== 'settled') return 'unreachable';
  const { managed } = observed;
  if (access?.isOver) return 'ended';
  if (refusals.some(({ rung }) => rung === 'disable') || isOnlySignInLeft(run)) return 'reduced';
  if (end.state === 'held' || end.isPaused) return 'refused';
  const isInvited = managed.some(({ sighting }) => stateOf(sighting) === 'invited');
  return end.state === 'waiting' && isInvited ? 'pending' : 'unreachable';
}

/** The worker's accounts, and those that answer to their addresses and are not ours. */
function accountsOf({ accounts, observed }: Run): Ended['accounts'] {
  const own = accounts.map(({ id }) => ({
    id,
    state: stateOf(observed?.managed.find(({ record }) => record.id === id)?.sighting),
  }));
  const { byAddress, foreign } = observed?.leaver ?? { byAddress: new Map(), foreign: new Map() };
  const others = new Map(
    [...byAddress.values(), ...foreign.values()].flatMap(accountsIn).map((account) => [account.id, account]),
  );
  for (const { id } of own) others.delete(id);
  return [...own, ...[...others.values()].map(({ id, state = 'unknown' }) => ({ id, state }))];
}

function stateOf(sighting: Sighting | undefined): string {
  if (sighting?.kind === 'absent') return 'absent';
  return (sighting?.kind === 'present' ? sighting.account.state : undefined) ?? 'unknown';
}
