import type { Account } from '../../domain/account/account.ts';
import type { SeenRemoval } from '../../domain/account/removal.ts';
import type { Call } from '../../ports/target/call.ts';
import type { Target } from '../../ports/target/target.ts';

/** The API tokens that an account made, and what it owns, read now: what goes with it when it is removed. */
export async function ownedBy(
  account: Account,
  target: Target,
  call: Call,
): Promise<Pick<Extract<SeenRemoval, { readonly kind: 'asked' }>, 'tokens' | 'assets'>> {
  const tokens = await target.tokensOf(account, call);
  const assets = await target.assets?.ownedBy(account, call);
  return {
    tokens: tokens.kind === 'done' ? { kind: 'listed', tokens: tokens.value } : { kind: 'unknown' },
    ...(assets && { assets: assets.kind === 'done' ? { kind: 'listed', ...assets.value } : { kind: 'unknown' } }),
  };
}
