import type { Account, Sighting } from '../../account/account.ts';
import { type SeenRemoval, soleAssets } from '../../account/removal.ts';
import { isAdministrator } from '../../provider/traits.ts';
import { type Action, isDisabled } from '../action.ts';
import type { Observed, TargetRules } from '../observed.ts';
import { ENDED, type Next, type Plan } from '../plan.ts';

/** What keeps an account from being removed. `unclear`: the target did not show enough; it is looked at again. */
export interface Objection {
  readonly kind: 'no' | 'unclear';
  readonly because: string;
}

export interface Removing {
  readonly account: Account;
  readonly toAccountId: string;
  readonly seen: Extract<SeenRemoval, { readonly kind: 'asked' }>;
}

/** Why an account must not be removed for good, as it was seen just now; undefined where nothing speaks against it. */
export function objection(
  { account, toAccountId, seen: { to, tokens, assets } }: Removing,
  { traits, isProtected }: Pick<TargetRules, 'traits' | 'isProtected'>,
): Objection | undefined {
  const no = (because: string): Objection => ({ kind: 'no', because });
  const unclear = (because: string): Objection => ({ kind: 'unclear', because });
  if (!traits.removesAccounts) return no('the target has no way to remove an account for good');
  if (isProtected(account)) return no('it is protected');
  if (!isDisabled(account)) return no('it can still sign in');
  if (isAdministrator(account.role, traits)) return no('it is an administrator: give it another role first');
  if (tokens.kind === 'unknown') return unclear('the target does not list the API tokens that it made');
  if (tokens.tokens.some(({ isOurs }) => isOurs))
    return no(
      'this system works with an API token that it made, and that goes with it: put another token into the secret first',
    );
  if (assets?.kind === 'unknown') return unclear('the target does not show what it owns');
  if (toAccountId === account.id) return no('what it owns cannot go to itself');
  return objectionTo(to, { no, unclear });
}

function objectionTo(
  to: Sighting,
  { no, unclear }: Readonly<Record<Objection['kind'], (because: string) => Objection>>,
): Objection | undefined {
  switch (to.kind) {
    case 'absent':
      return no('the account that is to get what it owns is not there');
    case 'several':
    case 'unknown':
      return unclear('the target does not show the account that is to get what it owns');
    case 'present':
      if (to.account.state === undefined)
        return unclear('the target does not show whether the other account can sign in');
      return to.account.state === 'active' ? undefined : no('the account that is to get what it owns cannot sign in');
  }
}

/**
 * The accounts of a leaver that an operator asked to remove; undefined where none is. Access is over already, and what they own goes with
 * the removal. One at a time: a person approves each.
 */
export function removals(
  rule: string,
  { managed }: Observed,
  rules: TargetRules,
): Pick<Plan, 'actions' | 'next'> | undefined {
  if (managed.some(({ removal }) => removal?.kind === 'sent')) return { actions: [], next: REMOVING };
  const [first] = managed.flatMap(({ record: { removal }, removal: seen, sighting }) =>
    removal && sighting.kind !== 'absent' ? [{ ...removal, seen, sighting }] : [],
  );
  if (!first) return undefined;
  const { toAccountId, run, seen, sighting } = first;
  if (seen?.kind !== 'asked' || sighting.kind !== 'present') return { actions: [], next: UNSEEN };
  const { account } = sighting;
  const against = objection({ account, toAccountId, seen }, rules);
  if (!against) {
    const assetIds = soleAssets(seen.assets);
    const action: Action = { kind: 'remove', accountId: account.id, toAccountId, run, assetIds, rule };
    return { actions: [action], next: ENDED };
  }
  const because = `Access ended; account ${account.id} is not removed: ${against.because}`;
  return { actions: [], next: { kind: against.kind === 'unclear' ? 'waiting' : 'converged', because } };
}

const REMOVING: Next = {
  kind: 'waiting',
  because: 'Access ended; the target is removing the account, or does not show yet who got what it owned',
};
const UNSEEN: Next = {
  kind: 'waiting',
  because: 'Access ended; the target does not show the account that is to be removed',
};

/** What a person is asked before an account is removed: ids and counts only. */
export function removalQuestion(
  { accountId, toAccountId }: Extract<Action, { readonly kind: 'remove' }>,
  { managed }: Observed,
): string {
  const seen = managed.find(({ record }) => record.id === accountId)?.removal;
  const tokens = seen?.kind === 'asked' && seen.tokens.kind === 'listed' ? seen.tokens.tokens : [];
  const ids = tokens.slice(0, NAMED).map(({ id }) => id);
  const named = ids.length === 0 ? '' : ` (${ids.join(', ')}${tokens.length > ids.length ? ', …' : ''})`;
  const owned =
    seen?.kind === 'asked' && seen.assets?.kind === 'listed' ? `${seen.assets.count}` : 'an unknown number of';
  return (
    `An operator asks to remove account ${accountId} for good. Nothing brings it back. Account ${toAccountId} gets what it owns ` +
    `(${owned} assets as far as we may see), and the API tokens that it made are deleted: ${tokens.length}${named}`
  );
}

const NAMED = 5;

/** A plan that leaves accounts alone while the target removes one: what is done to them meanwhile is lost. */
export function whileRemoved(plan: Plan, { managed }: Observed): Plan {
  const isRemoving = managed.some(({ removal }) => removal?.kind === 'sent');
  return isRemoving ? { actions: [], next: BACK } : plan;
}

const BACK: Next = {
  kind: 'waiting',
  because:
    'The target is removing the account of this worker, who has access again; it is given once the account is gone',
};
