import type { Claims } from '../../../ports/ledger/people/claims.ts';
import { firstHolder } from '../item/first-holder.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

export function ledgerClaims({ items }: LedgerParts): Claims {
  const claims = firstHolder(items, 'claim');
  const keyOf = (target: string, accountId: string) => ({ pk: keyText('claim', target, accountId), sk: 'claim' });

  return {
    claim: (target, accountId, workerKey) => claims.take(keyOf(target, accountId), workerKey),
    give: (target, accountId, workerKey) => claims.give(keyOf(target, accountId), workerKey),
    holderOf: (target, accountId) => claims.holderOf(keyOf(target, accountId)),
  };
}
