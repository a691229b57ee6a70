import { type Action, isDisabled } from '../action.ts';
import type { Observed, TargetRules } from '../observed.ts';
import { ENDED, type Next, type Plan } from '../plan.ts';
import type { RefusedRungs } from '../refused-rungs.ts';

/** What ended accounts own goes to the heir; a person is asked where there is none. Access is over already. */
export function handOver(
  rule: string,
  { managed, heir }: Observed,
  { rules, isHandOverRefused }: RefusedRungs & { readonly rules: TargetRules },
): Pick<Plan, 'actions' | 'next'> {
  const owners = managed.flatMap(({ record, sighting, assets }) =>
    sighting.kind === 'present' && isDisabled(sighting.account) && assets?.kind === 'listed' && assets.count > 0
      ? [{ accountId: record.id, ...assets }]
      : [],
  );
  if (rules.leaverAssets !== 'hand-over' || !heir || owners.length === 0) return { actions: [], next: ENDED };
  if (isHandOverRefused)
    return { actions: [], next: ask('The target refused to hand over what a leaver owns', owners) };
  switch (heir.kind) {
    case 'none':
      return { actions: [], next: ask(heir.because, owners) };
    case 'unknown':
      return { actions: [], next: LATER };
    case 'account': {
      const toAccountId = heir.account.id;
      const actions = owners.map(
        ({ accountId, first }): Action => ({
          kind: 'hand-over-assets',
          accountId,
          toAccountId,
          assetIds: first.map(({ id }) => id),
          rule,
        }),
      );
      return { actions, next: ENDED };
    }
  }
}

const ask = (why: string, owners: readonly { readonly accountId: string }[]): Next => ({
  kind: 'hold',
  hold: 'assets',
  because: `Access ended; but the leaver still owns assets in the target. ${why}. Hand them over there, or approve that they stay as they are`,
  about: owners.map(({ accountId }) => accountId),
});

const LATER: Next = {
  kind: 'waiting',
  because: 'Access ended; the target does not show the account of the manager who gets the assets',
};
