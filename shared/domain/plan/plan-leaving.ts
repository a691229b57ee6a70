import type { Account } from '../account/account.ts';
import { revocable } from '../account/left-tokens.ts';
import { isAdministrator, keepsAccount, leastRole } from '../provider/traits.ts';
import { type AccessOver, accessOver, type LeaverFinding } from '../worker/access-over.ts';
import { type Action, isDisabled, type Look } from './action.ts';
import type { EndIntent } from './intent.ts';
import { handOver } from './leaving/hand-over.ts';
import { removals } from './leaving/remove-accounts.ts';
import type { Observed, TargetRules } from './observed.ts';
import { ENDED, type Next, type Plan } from './plan.ts';
import { type RefusedRungs, refusedRungs } from './refused-rungs.ts';

/** A refused rung is not tried again for this long; by then an administrator may have changed what refused it. */
export const REFUSAL_KEPT_MS = 24 * 60 * 60_000;

/**
 * The leaver ladder. Sign-in first, as the provider ends it; an administrator after another role, where it asks for that. Of an invitee
 * who cannot be ended role and groups go at once, and the rest waits for acceptance. Where the end was refused, role and groups go and a
 * person is asked; where only the channel may still end the sign-in, they go while it is waited for.
 */
export function planLeaving(intent: EndIntent, observed: Observed, rules: TargetRules): Plan {
  const access = accessOver(observed, rules.isProtected);
  const adopt = takeOver(intent, { byEmail: observed.byEmail, access }, rules);
  if (adopt) return { actions: [adopt], next: ENDED, access };
  const refused = refusedRungs(observed.refusals);
  const anothers = new Set(access.why.flatMap((one) => (one.kind === 'account-of-another' ? [one.accountId] : [])));
  const actions = observed.managed
    .filter(({ record }) => !anothers.has(record.id))
    .flatMap((look) => leaveOne(intent.rule, look, { rules, ...refused, isComingBack: intent.isComingBack }));
  const next = nextOf(access, refused.isRefused);
  if (next !== ENDED) return { actions, next, access };
  if (intent.isComingBack) return { actions, next: RESTING, access };
  const removal = actions.length === 0 ? removals(intent.rule, observed, rules) : undefined;
  // what is removed hands over what it owns
  const estate = removal ?? handOver(intent.rule, observed, { rules, ...refused });
  return { actions: [...actions, ...estate.actions], next: estate.next, access };
}

export interface Ladder extends RefusedRungs {
  readonly rules: TargetRules;
  /** An account that cannot sign in keeps its role and groups. */
  readonly isComingBack?: boolean | undefined;
}

/** The ladder for one account. `leaves`: the groups that it leaves where it is kept; absent where that is all of them. */
export function leaveOne(
  rule: string,
  { sighting, groupIds = [], tokens, leaves = groupIds }: Look & { readonly leaves?: readonly string[] },
  ladder: Ladder,
): readonly Action[] {
  if (sighting.kind !== 'present' || ladder.rules.isProtected(sighting.account)) return [];
  const steps = leave(rule, sighting.account, { ...ladder, groupIds, leaves });
  return [...steps, ...revocations(rule, sighting.account, { ...ladder, tokens })];
}

/** What the account made goes once its sign-in has ended, where policy says so; who comes back needs it again. */
function revocations(
  rule: string,
  account: Account,
  { rules, tokens, isComingBack, isRevokeRefused }: Ladder & Pick<Look, 'tokens'>,
): readonly Action[] {
  if (rules.leaverTokens !== 'revoke' || isComingBack || isRevokeRefused || !isDisabled(account)) return [];
  return revocable(tokens).map(({ id }) => ({ kind: 'revoke-token', accountId: account.id, tokenId: id, rule }));
}

function leave(
  rule: string,
  account: Account,
  {
    groupIds,
    leaves,
    rules,
    isRefused,
    isRefusedWithout,
    isBeyondRefused,
    isComingBack,
  }: Ladder & { readonly groupIds: readonly string[]; readonly leaves: readonly string[] },
): readonly Action[] {
  const accountId = account.id;
  const { traits } = rules;
  const least = leastRole(traits);
  const removals = leaves
    .filter((id) => !rules.idpGroupIds.includes(id))
    .map((groupId): Action => ({ kind: 'remove-from-group', accountId, groupId, rule }));
  const from = account.role === undefined ? {} : { from: account.role };
  const demote: readonly Action[] =
    account.role === least ? [] : [{ kind: 'set-role', accountId, role: least, ...from, rule }];

  if (isDisabled(account)) {
    const further: readonly Action[] =
      account.endsBeyond && !isBeyondRefused ? [{ kind: 'disable', accountId, rule }] : [];
    return [...further, ...(isComingBack ? [] : removals)];
  }
  const cannotEnd = account.state === 'invited' && traits.invitees === 'cannot-be-ended';
  if (cannotEnd || isRefused) return [...demote, ...removals];
  const isFirstDemoted = traits.ending.administrators === 'after-another-role' && isAdministrator(account.role, traits);
  const first = isFirstDemoted ? demote : [];
  // role and groups do not wait for the channel with the sign-in
  const meanwhile = isRefusedWithout && !isComingBack && !isFirstDemoted ? demote : [];
  if (keepsAccount(traits))
    return [...first, { kind: 'disable', accountId, rule }, ...meanwhile, ...(isComingBack ? [] : removals)];
  const had = account.role === undefined ? {} : { role: account.role };
  return [...first, { kind: 'delete', accountId, ...had, groupIds, rule }];
}

/**
 * An operator who ends a worker's access means the account with their work e-mail too, where adopting is allowed at all. An account that
 * has a former address of the worker opens a hold first.
 */
function takeOver(
  { rule, byOperator }: EndIntent,
  { byEmail, access }: { readonly byEmail: Observed['byEmail']; readonly access: AccessOver },
  { adopt }: TargetRules,
): Action | undefined {
  if (!byOperator || adopt === 'never' || byEmail?.kind !== 'present') return undefined;
  const { id: accountId, email } = byEmail.account;
  const isForeign = access.why.some((one) => one.kind === 'account-foreign' && one.accountId === accountId);
  return isForeign && email !== undefined ? { kind: 'adopt', accountId, email, rule } : undefined;
}

/** How things stand once the actions are done, which disable what is enabled unless that was refused: the worst finding decides. */
function nextOf({ why }: AccessOver, isRefused: boolean): Next {
  const idsOf = (...kinds: readonly LeaverFinding['kind'][]) =>
    why.flatMap((one) => (kinds.includes(one.kind) && 'accountId' in one ? [one.accountId] : []));
  const has = (...kinds: readonly LeaverFinding['kind'][]) => why.some(({ kind }) => kinds.includes(kind));
  const isSoon = has('account-unclear', 'address-unclear', 'addresses-not-asked', 'invitation-not-visible');
  const beside = {
    ...(has('account-invited') && { pendingDisable: true }),
    ...(isSoon && { isSoon: true }),
  };
  const hold = (kind: Extract<Next, { kind: 'hold' }>['hold'], because: string, about?: readonly string[]): Next => ({
    kind: 'hold',
    hold: kind,
    because,
    ...(about && { about }),
    ...beside,
  });
  const waiting = (because: string): Next => ({ kind: 'waiting', because, ...(isSoon ? { isSoon } : beside) });

  const foreign = idsOf('account-foreign');
  if (foreign.length > 0)
    return hold(
      'unmanaged-leaver',
      `A leaver can sign in with an account that this system does not manage (${named(foreign)}): adopt it, or end it by hand`,
      foreign,
    );
  if (isRefused && has('account-enabled'))
    return hold(
      'hand-off',
      'The target refuses to disable the account: its role and groups are removed, but it can still sign in. Disable it by hand',
    );
  const kept = idsOf('account-protected');
  if (kept.length > 0)
    return hold('protected', `A leaver has a protected account (${named(kept)}): end the access by hand`, kept);
  if (has('account-doubled'))
    return hold('conflict', 'Several accounts have the same id; find out by hand which one is right');
  if (has('account-invited'))
    return waiting('Pending disable: the invitation is open, and an invitee cannot be disabled');
  if (has('invitation-not-visible')) return waiting('The target does not show the invitation yet');
  if (has('account-unclear')) return waiting('The target does not show enough of the account to act');
  if (has('address-unclear', 'addresses-not-asked'))
    return waiting('The target does not show whether another account has an address of the leaver');
  const anothers = idsOf('account-of-another');
  if (anothers.length > 0)
    return hold(
      'identity',
      `Access ended; but an address of this leaver belongs to another worker (${named(anothers)}). If that is the ` +
        'same person, end it with disable or by hand. Either decision closes the question',
      anothers,
    );
  return ENDED;
}

const named = (ids: readonly string[]): string => `${ids.length === 1 ? 'account' : 'accounts'} ${ids.join(', ')}`;

const RESTING: Next = {
  kind: 'converged',
  because:
    'Access ended; role and groups stay, because the worker starts again within 14 days or may go on under another id',
};
