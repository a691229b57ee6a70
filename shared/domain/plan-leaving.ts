import type { Account } from './account.ts';
import { type Action, hasEnded, isDisabled, type Look } from './action.ts';
import type { EndIntent, Next, Observed, Plan, TargetRules } from './plan.ts';

/** What a leaver's role becomes when their sign-in cannot be ended, and before an administrator's can. */
const LEAST_ROLE = '$guest';

/** A refused rung is not tried again for this long; by then somebody may have changed what refused it. */
export const REFUSAL_KEPT_MS = 24 * 60 * 60_000;

/**
 * The leaver ladder. Sign-in first: disable, an administrator after another role. An invitee cannot be disabled, so role
 * and groups go at once and the rest waits for acceptance. Where disabling was refused, role and groups go and a person is asked.
 */
export function planLeaving(intent: EndIntent, { managed, byEmail, refusals }: Observed, rules: TargetRules): Plan {
  const { rule } = intent;
  const isGone = managed.every(({ sighting }) => sighting.kind === 'absent');
  const adopt = isGone ? takeOver(intent, byEmail, rules) : undefined;
  if (adopt) return { actions: [adopt], next: ENDED };
  const isRefused = refusals.some(({ rung }) => rung === 'disable');
  const plans = managed.map((look) => leaveOne(rule, look, { rules, isRefused }));
  const foreign = isGone ? unmanaged(byEmail) : undefined;
  const nexts = [...plans.map(({ next }) => next), ...(foreign ? [foreign] : [])];
  return { actions: plans.flatMap(({ actions }) => actions), next: worst(nexts) };
}

interface Ladder {
  readonly rules: TargetRules;
  readonly isRefused: boolean;
}

function leaveOne(rule: string, { sighting, groupIds }: Look, ladder: Ladder): Plan {
  switch (sighting.kind) {
    case 'absent':
      return { actions: [], next: ENDED };
    case 'unknown':
      return { actions: [], next: UNCLEAR };
    case 'several':
      return { actions: [], next: CONFLICT };
    case 'present':
      return ladder.rules.isProtected(sighting.account)
        ? { actions: [], next: isDisabled(sighting.account) ? ENDED : PROTECTED }
        : leave(rule, sighting.account, groupIds ?? [], ladder);
  }
}

function leave(rule: string, account: Account, groupIds: readonly string[], { rules, isRefused }: Ladder): Plan {
  const accountId = account.id;
  const removals = groupIds
    .filter((id) => !rules.idpGroupIds.includes(id))
    .map((groupId): Action => ({ kind: 'remove-from-group', accountId, groupId, rule }));
  const demote: readonly Action[] =
    account.role === LEAST_ROLE
      ? []
      : [
          {
            kind: 'set-role',
            accountId,
            role: LEAST_ROLE,
            ...(account.role !== undefined && { from: account.role }),
            rule,
          },
        ];

  if (isDisabled(account)) return { actions: removals, next: ENDED };
  if (account.state === 'invited') {
    return {
      actions: [...demote, ...removals],
      next: {
        kind: 'waiting',
        because: 'Pending disable: the invitation is open, and an invitee cannot be disabled',
        pendingDisable: true,
      },
    };
  }
  if (isRefused) {
    const because =
      'The target refuses to disable the account: role and groups are gone, it can still sign in. Disable it by hand';
    return { actions: [...demote, ...removals], next: { kind: 'hold', hold: 'hand-off', because } };
  }
  const first = account.role === '$admin' ? demote : [];
  return { actions: [...first, { kind: 'disable', accountId, rule }, ...removals], next: ENDED };
}

/** A person who says that somebody's access ends means the account with their e-mail too, where adopting is allowed at all. */
function takeOver(
  { rule, byOperator }: EndIntent,
  byEmail: Observed['byEmail'],
  rules: TargetRules,
): Action | undefined {
  if (!byOperator || rules.adopt === 'never' || byEmail?.kind !== 'present' || hasEnded(byEmail)) return undefined;
  const { id, email } = byEmail.account;
  if (email === undefined || rules.isProtected(byEmail.account)) return undefined;
  return { kind: 'adopt', accountId: id, email, rule };
}

function unmanaged(byEmail: Observed['byEmail']): Next | undefined {
  if (byEmail === undefined || hasEnded(byEmail)) return undefined;
  if (byEmail.kind === 'unknown')
    return { kind: 'waiting', because: 'The target does not show whether the leaver has an account' };
  return {
    kind: 'hold',
    hold: 'unmanaged-leaver',
    because: 'A leaver has an account that is not ours to write: adopt it, or end it by hand',
  };
}

const UNCLEAR: Next = {
  kind: 'waiting',
  because: 'The target does not show enough of the account to act',
  pendingDisable: true,
};
const PROTECTED: Next = {
  kind: 'hold',
  hold: 'protected',
  because: 'A leaver has a protected account: a person must end it',
};
const ENDED: Next = { kind: 'converged', because: 'Access ended' };
const CONFLICT: Next = {
  kind: 'hold',
  hold: 'conflict',
  because: 'Several accounts answer to one id; a person must look',
};

/** Of several accounts the one that is worst off decides. */
function worst(nexts: readonly Next[]): Next {
  return nexts.find(({ kind }) => kind === 'hold') ?? nexts.find(({ kind }) => kind === 'waiting') ?? ENDED;
}
