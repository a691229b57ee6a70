import type { Sighting } from '../../../domain/account/account.ts';
import { leftTokens, mayHoldTokens, type SeenTokens } from '../../../domain/account/left-tokens.ts';
import { isDisabled } from '../../../domain/plan/action.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Target } from '../../../ports/target/target.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { Run } from '../run.ts';

interface Looking {
  readonly target: Target;
  readonly call: Call;
}

/**
 * The API tokens of an account whose sign-in has ended: they go on working. Read once in a convergence, and again after one was revoked;
 * at later checks only while tokens may still be there. A target that does not list them stops nothing else.
 */
export async function tokensFor(
  run: Run,
  record: ManagedAccount,
  sighting: Sighting,
  { target, call }: Looking,
): Promise<SeenTokens | undefined> {
  if (sighting.kind !== 'present' || !isOverFor(run, record, sighting)) return undefined;
  const known = run.tokens?.get(record.id);
  const isRevoking = run.executed.some(
    ({ action }) => action.kind === 'revoke-token' && action.accountId === record.id,
  );
  if (known && !isRevoking) return known;
  if (!known && !mayHoldTokens(record.tokens)) return undefined;
  const tokens = await target.tokensOf(sighting.account, call);
  return tokens.kind === 'done' ? { kind: 'listed', tokens: tokens.value } : { kind: 'unknown' };
}

function isOverFor({ intent }: Run, record: ManagedAccount, sighting: Extract<Sighting, { kind: 'present' }>): boolean {
  if (!isDisabled(sighting.account)) return false;
  switch (intent.kind) {
    case 'end':
    case 'no-role':
      return true;
    case 'grant':
      return record.isMisaddressed === true;
    case 'leave-alone':
      return false;
  }
}

/** Reports, once in a convergence, the tokens that are left and that the plan does not revoke. */
export function tellOfTokens(
  run: Run,
  target: string,
  { notice }: Pick<ProvisionDeps, 'notice'>,
): Pick<Run, 'toldTokens'> {
  const told = new Map(run.toldTokens);
  for (const [accountId, seen] of run.tokens ?? []) {
    const isRevoked = run.plan?.actions.some((one) => one.kind === 'revoke-token' && one.accountId === accountId);
    if (isRevoked || told.get(accountId) === seen) continue;
    told.set(accountId, seen);
    const about = { target, workerKey: run.worker.key, accountId };
    if (seen.kind === 'unknown') notice('leaver-tokens-unknown', about);
    else if (seen.tokens.length > 0) notice('leaver-holds-tokens', { ...about, tokens: seen.tokens.length });
  }
  return { toldTokens: told };
}

/** What is remembered of an account's tokens: what this convergence saw, else what an earlier one did. */
export function tokensAfter(
  { tokens }: Pick<Run, 'tokens'>,
  { id, tokens: known }: Pick<ManagedAccount, 'id' | 'tokens'>,
  now: number,
): Pick<ManagedAccount, 'tokens'> {
  const seen = tokens?.get(id);
  const left = seen ? leftTokens(seen, now) : known;
  return left ? { tokens: left } : {};
}
