import { groupNamesIn } from '../../../domain/chain/group-names.ts';
import { isMisaddressed } from '../../../domain/plan/misaddressed.ts';
import { withReturned } from '../../../domain/returning/lost-groups.ts';
import { RETURNED } from '../../../domain/returning/returning-groups.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { Run, RunChange } from '../run.ts';
import { besideOf } from './beside.ts';
import { notTakenEntry } from './entry.ts';

/**
 * Ends the return of a worker who is in every group again that is given again: a receipt says which of the others are not, and why, and what
 * was remembered of them is done with. Nothing while an account or one of the groups is still missing.
 */
export async function noteReturned(
  run: Run,
  target: string,
  { ledger, clock, notice }: Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice'>,
): Promise<RunChange> {
  const { intent, observed, worker } = run;
  if (intent.kind !== 'grant' || !intent.returning) return {};
  const { given, notGiven } = intent.returning;
  const here = observed?.managed.find(
    (look) => look.sighting.kind === 'present' && !isMisaddressed(look, intent.email),
  );
  if (!here || !given.every((id) => here.groupIds?.includes(id))) return {};
  const { id: accountId, lostGroups } = here.record;
  // the deletion that was begun never happened
  if (lostGroups) return { accounts: withReturned(run.accounts, { id: accountId, given: [] }) };
  // a group that is gone is named as the receipt of the deletion names it
  const names = notGiven.length > 0 ? groupNamesIn(await ledger.receipts.chain(worker.key)) : new Map<string, string>();
  const beside = besideOf({ ...run, groupNames: new Map([...names, ...run.groupNames]) }, clock.now());
  for (const { groupIds, because } of notGiven) {
    const step = { kind: 'add-to-groups', accountId, groupIds, rule: RETURNED } as const;
    await run.chain.append(notTakenEntry(target, step, because, beside));
  }
  if (notGiven.length > 0) notice('not-given-back', { target, workerKey: worker.key });
  return { accounts: withReturned(run.accounts, { id: accountId, given }) };
}
