import { ADMINISTRATOR_LEASE_MS } from '../../../contracts/cadence.ts';
import type { Account } from '../../../domain/account/account.ts';
import { isWorkingAdministrator, unmakesAdministrator } from '../../../domain/plan/guard.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import type { Guarded } from './guard.ts';

export type Remaining =
  | { readonly kind: 'some' }
  | { readonly kind: 'none'; readonly because: string }
  | { readonly kind: 'wait'; readonly because: string; readonly until: number };

/**
 * Whether somebody can still act for the company once a plan is done. The inventory says who might, a look at the moment says who
 * can. One change of an administrator at a time, so that two who leave at once do not each count on the other.
 */
export async function keepsAnAdministrator({ run, plan, setup, deps, call }: Guarded): Promise<Remaining> {
  const accounts =
    run.observed?.managed.flatMap(({ sighting }) => (sighting.kind === 'present' ? [sighting.account] : [])) ?? [];
  const unmade = accounts.filter((account) =>
    plan.actions.some(
      (action) => 'accountId' in action && action.accountId === account.id && unmakesAdministrator(action, account),
    ),
  );
  if (unmade.length === 0) return { kind: 'some' };

  const { name } = setup.target;
  const now = deps.clock.now();
  const isOurTurn = await deps.ledger.checkpoints.lease(
    `administrators:${name}`,
    run.worker.key,
    now,
    now + ADMINISTRATOR_LEASE_MS,
  );
  if (!isOurTurn)
    return { kind: 'wait', because: 'Another administrator is being changed', until: now + ADMINISTRATOR_LEASE_MS };

  const others = (await knownAdministrators(name, deps.ledger)).filter(({ id }) =>
    unmade.every((account) => account.id !== id),
  );
  const looks =
    others.length > 0
      ? await setup.target.findByIds(
          others.slice(0, 100).map(({ id }) => id),
          call,
        )
      : undefined;
  const remains =
    looks?.kind === 'done' &&
    [...looks.value.values()].some(
      (sighting) => sighting.kind === 'present' && isWorkingAdministrator(sighting.account),
    );
  return remains
    ? { kind: 'some' }
    : { kind: 'none', because: 'No other administrator is known to be able to sign in' };
}

async function knownAdministrators(target: string, { inventory }: Ledger): Promise<readonly Account[]> {
  const found: Account[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await inventory.list(target, cursor);
    found.push(
      ...page.records
        .filter(({ removedAt }) => removedAt === undefined)
        .map(({ account }) => account)
        .filter(isWorkingAdministrator),
    );
    cursor = page.next;
    if (cursor === undefined) return found;
  }
}
