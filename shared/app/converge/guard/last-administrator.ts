import { ADMINISTRATOR_LEASE_MS } from '../../../contracts/cadence.ts';
import type { Account } from '../../../domain/account/account.ts';
import { isWorkingAdministrator, unmakesAdministrator } from '../../../domain/plan/guard.ts';
import { accessAt } from '../../../domain/worker/access-standing.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import type { Target } from '../../../ports/target/target.ts';
import type { Guarded } from './guarded.ts';

export type Remaining =
  | { readonly kind: 'some' }
  | { readonly kind: 'none'; readonly because: string }
  | { readonly kind: 'wait'; readonly because: string; readonly until: number };

/**
 * Says whether another administrator can still act for the company once a plan is done. The inventory says who might, a look at the moment
 * says who can. Takes the lease for it: one change of an administrator at a time, so that two who leave at once do not count on each other.
 */
export async function takeAdministratorTurn({ run, plan, setup, deps, call }: Guarded): Promise<Remaining> {
  const { name, traits } = setup.target;
  const accounts =
    run.observed?.managed.flatMap(({ sighting }) => (sighting.kind === 'present' ? [sighting.account] : [])) ?? [];
  const unmade = accounts.filter((account) =>
    plan.actions.some(
      (action) =>
        'accountId' in action && action.accountId === account.id && unmakesAdministrator(action, account, traits),
    ),
  );
  if (unmade.length === 0) return { kind: 'some' };

  const now = deps.clock.now();
  const isOurTurn = await deps.ledger.checkpoints.lease(
    `administrators:${name}`,
    run.worker.key,
    now,
    now + ADMINISTRATOR_LEASE_MS,
  );
  if (!isOurTurn)
    return { kind: 'wait', because: 'Another administrator is being changed', until: now + ADMINISTRATOR_LEASE_MS };

  const others = (await knownAdministrators(setup.target, deps.ledger)).filter(({ id }) =>
    unmade.every((account) => account.id !== id),
  );
  const looks =
    others.length > 0
      ? await setup.target.findByIds(
          others.slice(0, 100).map(({ id }) => id),
          call,
        )
      : undefined;
  const working =
    looks?.kind === 'done'
      ? [...looks.value.values()].flatMap((sighting) =>
          sighting.kind === 'present' && isWorkingAdministrator(sighting.account, traits) ? [sighting.account] : [],
        )
      : [];
  for (const account of working) {
    if (run.intent.kind === 'end' || !(await isLeavers(account, name, deps))) return { kind: 'some' };
  }
  return { kind: 'none', because: NONE };
}

const NONE =
  'No other administrator is known to be able to sign in. Make another user administrator in the target, one of the candidates for instance: ' +
  'a sweep sees it, and this goes on by itself';

/** A leaver who waits for a successor is none who remains: the successor would lose the role to the one who waits for them. */
async function isLeavers(
  { id }: Account,
  target: string,
  { ledger, clock, policy }: Pick<Guarded['deps'], 'ledger' | 'clock' | 'policy'>,
): Promise<boolean> {
  const key = await ledger.claims.holderOf(target, id);
  const worker = key === undefined ? undefined : await ledger.workers.load(key);
  return worker !== undefined && accessAt(worker, clock.now(), policy.access).kind === 'ended';
}

async function knownAdministrators(
  { name, traits }: Pick<Target, 'name' | 'traits'>,
  { inventory }: Ledger,
): Promise<readonly Account[]> {
  const found: Account[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await inventory.list(name, cursor);
    found.push(
      ...page.records
        .filter(({ removedAt }) => removedAt === undefined)
        .map(({ account }) => account)
        .filter((account) => isWorkingAdministrator(account, traits)),
    );
    cursor = page.next;
    if (cursor === undefined) return found;
  }
}
