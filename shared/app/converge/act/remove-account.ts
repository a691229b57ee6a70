import type { NotDone, Outcome } from '../../../domain/outcome.ts';
import type { Action } from '../../../domain/plan/action.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import { sentIntent } from '../look/removal.ts';
import type { Run, RunChange } from '../run.ts';
import type { Applying } from './applying.ts';

type Remove = Extract<Action, { readonly kind: 'remove' }>;

/** Whether another run is sending the same removal: the chain says who was first. */
export function isSentByAnother(run: Run, { accountId }: Remove, intent: number, target: string): boolean {
  const removal = run.accounts.find(({ id }) => id === accountId)?.removal;
  const first = removal && sentIntent(run, target, removal);
  return first !== undefined && first.header.position < intent;
}

/** The account that is to be removed, as it is remembered from before the request goes out: from then on it is never sent again. */
export const asSent = ({ accounts }: Run, { accountId, assetIds }: Remove, now: number): RunChange => ({
  accounts: accounts.map((account) =>
    account.id === accountId && account.removal
      ? { ...account, removal: { ...account.removal, since: now, assetIds } }
      : account,
  ),
});

/** After the target said that it did not: a removal that it refused is over, and is reported; any other one may be sent later. */
export function asNotSent(
  { accounts, worker }: Run,
  { accountId }: Remove,
  { kind }: NotDone,
  { setup: { target }, deps }: Applying,
): RunChange {
  const isOver = kind === 'refused' || kind === 'permanent';
  if (isOver) deps.notice('removal-failed', { target: target.name, workerKey: worker.key });
  return {
    accounts: accounts.map((account): ManagedAccount => {
      if (account.id !== accountId || !account.removal) return account;
      const { removal, ...rest } = account;
      const { since: _, assetIds: __, ...asked } = removal;
      return isOver ? rest : { ...rest, removal: asked };
    }),
  };
}

/** From the account that the look showed to the one whom it showed. */
export function removeAccount(
  { accountId, toAccountId, run }: Remove,
  { observed }: Run,
  { setup: { target }, call }: Applying,
): Promise<Outcome<void>> {
  const look = observed?.managed.find(({ record }) => record.id === accountId);
  const to = look?.removal?.kind === 'asked' ? look.removal.to : undefined;
  if (target.removal && look?.sighting.kind === 'present' && to?.kind === 'present' && to.account.id === toAccountId)
    return target.removal.begin({ run, account: look.sighting.account, to: to.account }, call);
  const because = `${target.name} cannot remove accounts for good: remove this one by hand`;
  return Promise.resolve({ kind: 'refused', reason: 'not-allowed', because });
}
