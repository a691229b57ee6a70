import { connectionOf, sourceKey } from '../../../domain/event/source-key.ts';
import { isDisabled } from '../../../domain/plan/action.ts';
import type { Heir } from '../../../domain/plan/observed.ts';
import { accessAt } from '../../../domain/worker/access-standing.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { Run, RunChange } from '../run.ts';
import type { TargetSetup } from '../target-setup.ts';

interface Means {
  readonly setup: TargetSetup;
  readonly deps: Pick<ProvisionDeps, 'ledger' | 'clock' | 'policy'>;
  readonly call: Call;
}

/** Adds to a look at a leaver who gets what they own, where that is to be handed over: one request, only where they own anything. */
export async function findHeir(run: Run, means: Means): Promise<RunChange> {
  const { observed, intent } = run;
  if (!observed || observed.heir || intent.kind !== 'end' || means.setup.settings.leaverAssets !== 'hand-over')
    return {};
  const isOwner = observed.managed.some(({ assets }) => assets?.kind === 'listed' && assets.count > 0);
  if (!isOwner) return {};
  return { observed: { ...observed, heir: await managerOf(run, means) } };
}

/** The account of the manager whom HR named last; they must work here, and be able to sign in. */
async function managerOf({ standing, worker }: Run, { setup: { target }, deps, call }: Means): Promise<Heir> {
  const { links, workers } = deps.ledger;
  const stated = standing.engagements.flatMap(({ sourceKey: own, from, attributes: { managerSourceWorkerId: id } }) =>
    id === undefined || id === null ? [] : [sourceKey(connectionOf(from?.managerSourceWorkerId ?? own), id)],
  );
  const key = stated[0] === undefined ? undefined : await links.workerOf(stated[0]);
  const manager = key === undefined || key === worker.key ? undefined : await workers.load(key);
  if (!manager) return { kind: 'none', because: 'HR has not named a manager whom this system knows' };
  if (accessAt(manager, deps.clock.now(), deps.policy.access).kind !== 'active')
    return { kind: 'none', because: 'The manager whom HR named does not work here now' };
  const ids = (manager.targets[target.name]?.accounts ?? []).map(({ id }) => id);
  const looks = ids.length > 0 ? await target.findByIds(ids, call) : undefined;
  if (looks && looks.kind !== 'done') return { kind: 'unknown' };
  for (const sighting of looks?.value.values() ?? []) {
    if (sighting.kind !== 'present' || isDisabled(sighting.account)) continue;
    if (sighting.account.state === 'active') return { kind: 'account', account: sighting.account };
  }
  return { kind: 'none', because: 'The manager whom HR named has no account here that can sign in' };
}
