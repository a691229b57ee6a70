import type { Sighting } from '../../../domain/account/account.ts';
import type { Removal, SeenRemoval } from '../../../domain/account/removal.ts';
import { actionOf } from '../../../domain/plan/action-of.ts';
import type { Receipt } from '../../../domain/receipt.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Target } from '../../../ports/target/target.ts';
import { ownedBy } from '../../estate/owned-by.ts';
import type { Run } from '../run.ts';

interface Looking {
  readonly target: Target;
  readonly call: Call;
}

/** The intent by which a removal was sent, or may have been, and of which no outcome is known. */
export const sentIntent = ({ chain }: Pick<Run, 'chain'>, target: string, { run }: Removal): Receipt | undefined =>
  chain.openIntents(target).find(({ header, payload }) => header.action === 'remove' && payload?.['run'] === run);

/**
 * What is to be known of a removal that an operator asked for: before it is sent all that speaks for or against it, afterwards what became
 * of it. Two or three requests for each such account.
 */
export async function removalFor(
  run: Run,
  { id, removal }: ManagedAccount,
  sighting: Sighting,
  { target, call }: Looking,
): Promise<SeenRemoval | undefined> {
  if (!removal || !target.removal) return undefined;
  const intent = sentIntent(run, target.name, removal);
  if (intent || removal.since !== undefined) return afterwards(asIntended(removal, intent), sighting, { target, call });
  if (run.intent.kind !== 'end' || sighting.kind !== 'present') return undefined;
  const to = removal.toAccountId === id ? undefined : await target.findByIds([removal.toAccountId], call);
  return {
    kind: 'asked',
    to: inLook(to, removal.toAccountId, sighting),
    ...(await ownedBy(sighting.account, target, call)),
  };
}

/** The removal as it was sent; an intent of which another run did not come to commit more says so too. */
export function asIntended(removal: Removal, intent: Receipt | undefined): Removal {
  const action = intent && actionOf(intent);
  if (!intent || removal.since !== undefined) return removal;
  return { ...removal, since: intent.header.at, assetIds: action?.kind === 'remove' ? action.assetIds : [] };
}

const inLook = (
  looked: Awaited<ReturnType<Target['findByIds']>> | undefined,
  id: string,
  itself: Sighting,
): Sighting => {
  if (!looked) return itself;
  return (looked.kind === 'done' ? looked.value.get(id) : undefined) ?? { kind: 'unknown' };
};

async function afterwards(
  { run, toAccountId, assetIds = [] }: Removal,
  sighting: Sighting,
  { target, call }: Looking,
): Promise<SeenRemoval> {
  if (sighting.kind !== 'absent') {
    const looked = await target.removal?.look(run, call);
    return { kind: 'sent', run: looked?.kind === 'done' ? looked.value : 'unknown' };
  }
  if (assetIds.length === 0) return { kind: 'sent', run: 'unknown', isHandedOver: true };
  const found = await target.findByIds([toAccountId], call);
  const to = found.kind === 'done' ? found.value.get(toAccountId) : undefined;
  const count = to?.kind === 'present' ? await target.removal?.ownedOf(assetIds, to.account, call) : undefined;
  return { kind: 'sent', run: 'unknown', isHandedOver: count?.kind === 'done' && count.value === assetIds.length };
}
