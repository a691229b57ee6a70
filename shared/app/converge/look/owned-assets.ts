import type { Sighting } from '../../../domain/account/account.ts';
import type { SeenAssets } from '../../../domain/account/owned-assets.ts';
import { isDisabled } from '../../../domain/plan/action.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Target } from '../../../ports/target/target.ts';
import type { Run } from '../run.ts';
import type { TargetSetup } from '../target-setup.ts';

/** Of how many assets a receipt gives the names. */
const NAMED = 20;

/**
 * What the ended account of a leaver owns, where the configuration asks for that: read once; again where the target did not answer,
 * and while something is to be handed over. It stops nothing else.
 */
export async function assetsFor(
  run: Run,
  record: ManagedAccount,
  sighting: Sighting,
  { setup: { target, settings }, call }: { readonly setup: TargetSetup; readonly call: Call },
): Promise<SeenAssets | undefined> {
  const { assets } = target;
  if (!assets || settings.leaverAssets === undefined || run.intent.kind !== 'end') return undefined;
  if (sighting.kind !== 'present' || !isDisabled(sighting.account)) return undefined;
  const known = run.assets?.get(record.id);
  if (known) return known;
  const isLeft = settings.leaverAssets === 'hand-over' && record.assets?.count !== 0;
  if (record.assets?.count !== undefined && !isLeft) return undefined;
  const owned = await assets.ownedBy(sighting.account, call);
  return owned.kind === 'done' ? { kind: 'listed', ...owned.value } : { kind: 'unknown' };
}

/** Writes down what an ended account owns, once for what a look saw: the receipt names the first of them. */
export async function noteAssets(run: Run, { name }: Pick<Target, 'name'>): Promise<Pick<Run, 'notedAssets'>> {
  const noted = new Map(run.notedAssets);
  for (const [accountId, seen] of run.assets ?? []) {
    if (noted.get(accountId) === seen || run.intent.kind !== 'end') continue;
    noted.set(accountId, seen);
    if (run.accounts.some(({ id, assets }) => id === accountId && assets?.count !== undefined)) continue;
    if (seen.kind === 'unknown' || seen.count === 0) continue;
    await run.chain.append({
      target: name,
      action: 'list-assets',
      entry: 'outcome',
      verdict: 'ended',
      rule: run.intent.rule,
      accountId,
      payload: { count: seen.count, assets: seen.first.slice(0, NAMED).map(({ qualifiedName }) => qualifiedName) },
    });
  }
  return { notedAssets: noted };
}

/** What is remembered of an account's assets: what this convergence saw, else what an earlier one did. */
export function assetsAfter(
  { assets }: Pick<Run, 'assets'>,
  { id, assets: known }: Pick<ManagedAccount, 'id' | 'assets'>,
  at: number,
): Pick<ManagedAccount, 'assets'> {
  const seen = assets?.get(id);
  if (!seen) return known ? { assets: known } : {};
  return { assets: { at, ...(seen.kind === 'listed' && { count: seen.count }) } };
}
