import { describe, expect, it } from 'vitest';
import type { Account, Sighting } from '../../../../shared/domain/account/account.ts';
import type { EndIntent } from '../../../../shared/domain/plan/intent.ts';
import type { Observed } from '../../../../shared/domain/plan/observed.ts';
import type { Next, Plan } from '../../../../shared/domain/plan/plan.ts';
import { planLeaving } from '../../../../shared/domain/plan/plan-leaving.ts';
import { NOTHING_ELSE } from '../../../../shared/domain/worker/access-over.ts';
import { breakGlass, disabled, invitee, lookAt, lookWithout, member, present, refused, rules, seen } from './looks.ts';

const rule = 'left';
const plan = (observed: Observed, more: Partial<EndIntent> = {}): Plan => {
  const { access: _, ...rest } = planLeaving({ kind: 'end', rule, ...more }, observed, rules);
  return rest;
};
/** Accounts that answer to addresses of the worker. */
const answering = (...found: readonly (readonly [string, Sighting])[]) => ({
  leaver: { ...NOTHING_ELSE, byAddress: new Map(found) },
});
const at = (id: string, more: Partial<Account> = {}) =>
  [`${id}@example.com`, present({ ...member, id, ...more })] as const;

const disable = { kind: 'disable', accountId: 'u1', rule } as const;
const ended: Next = { kind: 'converged', because: 'Access ended' };

describe('after the steps of a plan a leaver', () => {
  const invited = { pendingDisable: true };
  const soon = { isSoon: true };
  const hold = (kind: Extract<Next, { kind: 'hold' }>['hold'], because: string, more: Partial<Next> = {}) =>
    ({ kind: 'hold', hold: kind, because, ...more }) as Next;
  const waiting = (because: string, more: object): Next => ({ kind: 'waiting', because, ...more });
  const foreign = (named: string) =>
    `A leaver can sign in with an account that this system does not manage (${named}): adopt it, or end it by hand`;
  const addressUnclear = 'The target does not show whether another account has an address of the leaver';
  const refusedOne = { refusals: [refused('disable')] };
  const gone = lookWithout({ kind: 'absent' });

  it.each<[string, Observed, Next]>([
    ['has no access', seen([lookAt(member)]), ended],
    ['has no access where something else was refused', seen([lookAt(member)], { refusals: [refused('scim')] }), ended],
    ['has no access where a person disabled what the target refused to', seen([lookAt(disabled)], refusedOne), ended],
    [
      'can sign in where the target refuses to disable the account',
      seen([lookAt(member)], refusedOne),
      hold(
        'hand-off',
        'The target refuses to disable the account: its role and groups are removed, but it can still sign in. Disable it by hand',
      ),
    ],
    [
      'has an open invitation',
      seen([lookAt(invitee)]),
      waiting('Pending disable: the invitation is open, and an invitee cannot be disabled', invited),
    ],
    [
      'has an open invitation, and something shows within minutes',
      seen([lookAt(invitee)], { isInvitationOpen: true }),
      waiting('Pending disable: the invitation is open, and an invitee cannot be disabled', soon),
    ],
    [
      'has an invitation that does not show',
      seen([], { isInvitationOpen: true }),
      waiting('The target does not show the invitation yet', soon),
    ],
    [
      'has an account that does not show',
      seen([lookWithout({ kind: 'unknown' })]),
      waiting('The target does not show enough of the account to act', soon),
    ],
    ['was not looked for by address', { managed: [gone], refusals: [] }, waiting(addressUnclear, soon)],
    [
      'has an address that does not show',
      seen([gone], answering(['a@example.com', { kind: 'unknown' }])),
      waiting(addressUnclear, soon),
    ],
    [
      'has an account that is not ours',
      seen([gone], answering(at('x'))),
      hold('unmanaged-leaver', foreign('account x'), { about: ['x'] }),
    ],
    [
      'has two accounts that are not ours, beside an open invitation and an address that does not show',
      seen([lookAt(invitee)], answering(at('x'), at('y'), ['z@example.com', { kind: 'unknown' }])),
      hold('unmanaged-leaver', foreign('accounts x, y'), { about: ['x', 'y'], ...invited, ...soon }),
    ],
    [
      'has a protected account',
      seen([lookAt(breakGlass)]),
      hold('protected', 'A leaver has a protected account (account break-glass): end the access by hand', {
        about: ['break-glass'],
      }),
    ],
    [
      'has an account that is there twice',
      seen([lookWithout({ kind: 'several', accounts: [member, member] })]),
      hold('conflict', 'Several accounts have the same id; find out by hand which one is right'),
    ],
  ])('%s', (_name, observed, next) => {
    expect(plan(observed).next).toEqual(next);
  });

  it('is asked about where the account is another worker’s by now, and it is left alone', () => {
    const claimed = { ...NOTHING_ELSE, claimedBy: new Map([['u1', 'w2']]) };
    expect(plan(seen([lookAt(member), lookAt({ ...member, id: 'u2' })], { leaver: claimed }))).toEqual({
      actions: [{ ...disable, accountId: 'u2' }],
      next: hold(
        'identity',
        'Access ended; but an address of this leaver belongs to another worker (account u1). If that is the same ' +
          'person, end it with disable or by hand. Either decision closes the question',
        { about: ['u1'] },
      ),
    });
  });
});

describe('a leaver who comes back within days', () => {
  const isComingBack = true;

  it('rests with their role and groups', () => {
    expect(plan(seen([lookAt(member, { groupIds: ['g1'] })]), { isComingBack })).toEqual({
      actions: [disable],
      next: {
        kind: 'converged',
        because:
          'Access ended; role and groups stay, because the worker starts again within 14 days or may go on under another id',
      },
    });
  });

  it('is waited for and asked about like every other', () => {
    for (const look of [lookAt(invitee), lookAt(breakGlass)])
      expect(plan(seen([look]), { isComingBack }).next).toEqual(plan(seen([look])).next);
  });
});

describe('an operator who ends the access of a worker', () => {
  const byOperator = true;
  const byEmail = (account: Account, ...others: readonly (readonly [string, Sighting])[]) =>
    seen([], { byEmail: present(account), ...answering(['ada@example.com', present(account)], ...others) });

  it('means the account with their work e-mail', () => {
    expect(plan(byEmail(member), { byOperator })).toEqual({
      actions: [{ kind: 'adopt', accountId: 'u1', email: 'ada@example.com', rule }],
      next: ended,
    });
  });

  it('does not mean one that is disabled, though another one answers to an address of former times', () => {
    expect(plan(byEmail(disabled, at('x')), { byOperator })).toMatchObject({
      actions: [],
      next: { kind: 'hold', hold: 'unmanaged-leaver', about: ['x'] },
    });
  });
});
