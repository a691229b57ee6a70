import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../../../shared/domain/account/account.ts';
import type { GrantIntent } from '../../../../shared/domain/plan/intent.ts';
import type { Observed, TargetRules } from '../../../../shared/domain/plan/observed.ts';
import type { Next } from '../../../../shared/domain/plan/plan.ts';
import { planGrant } from '../../../../shared/domain/plan/plan-grant.ts';
import {
  breakGlass,
  invitee,
  lookAt,
  lookWithout,
  type Managed,
  member,
  present,
  refused,
  rules,
  seen,
  wanted,
} from './looks.ts';

const { role: _, ...undecided } = wanted;

const plan = (more: Partial<GrantIntent>, observed: Observed, configured: Partial<TargetRules> = {}) =>
  planGrant({ ...wanted, ...more }, observed, { ...rules, ...configured });
const waiting = (because: string): Next => ({ kind: 'waiting', because });
const hold = (kind: 'protected' | 'conflict', because: string): Next => ({ kind: 'hold', hold: kind, because });

const UNDECIDED = 'A rule could not be decided: HR has not sent every attribute that the rule needs';
const NOT_ACCEPTED = waiting('The invitation has not been accepted yet');
const PROTECTED = hold('protected', 'The account is protected: nothing is written to it');

describe('a worker without an account', () => {
  const invite = { kind: 'invite', email: 'ada@example.com', role: '$member', rule: 'members' } as const;
  const unclear = waiting('The target does not show whether the work e-mail has an account');
  const found = (byEmail: Sighting | undefined, managed: readonly Managed[] = []) => seen(managed, { byEmail });

  it.each<[string, Observed]>([
    ['where no account has the work e-mail', found({ kind: 'absent' })],
    [
      'again where the account they had ended with their access, and is gone',
      found({ kind: 'absent' }, [lookWithout({ kind: 'absent' }, { endedAt: 1 })]),
    ],
    [
      'where the account of a wrong address is gone',
      found({ kind: 'absent' }, [lookWithout({ kind: 'absent' }, { isMisaddressed: true })]),
    ],
  ])('is invited %s', (_name, observed) => {
    expect(plan({}, observed)).toEqual({ actions: [invite], next: NOT_ACCEPTED });
  });

  it('is invited again only when a person says so, where the account they had is gone without us', () => {
    const observed = found({ kind: 'absent' }, [lookWithout({ kind: 'absent' })]);
    expect(plan({}, observed)).toMatchObject({ actions: [invite], asks: { kind: 'vanished', about: ['u1'] } });
  });

  it('takes over the account with the work e-mail', () => {
    expect(plan({}, found(present(member)))).toEqual({
      actions: [{ kind: 'adopt', accountId: 'u1', email: 'ada@example.com', rule: 'members' }],
      next: { kind: 'converged', because: 'Account taken over' },
    });
  });

  it('takes none over where the configuration forbids it', () => {
    const next = waiting(
      'An account with the work e-mail exists and is not managed by this system; adopt is set to never',
    );
    expect(plan({}, found(present(member)), { adopt: 'never' })).toEqual({ actions: [], next });
  });

  const holder = 'The work e-mail belongs to worker w2, another person: have HR send an address of this worker’s own';
  const protectedEmail =
    'The work e-mail is protected, so no account is created for it. Remove it from protected in the configuration, or have HR correct it';
  const several = 'Several accounts have the work e-mail; find out by hand which one is this worker’s';
  it.each<[string, Partial<GrantIntent>, Observed, Next]>([
    ['that another worker has', { holder: 'w2' }, found({ kind: 'absent' }), waiting(holder)],
    ['that HR has not said', { email: undefined }, found(undefined), waiting('HR has not sent a work e-mail yet')],
    ['that was not looked for', {}, found(undefined), unclear],
    ['that does not show', {}, found({ kind: 'unknown' }), unclear],
    ['where we may not invite', { mayNotInvite: 'Outside' }, found({ kind: 'absent' }), waiting('Outside')],
    ['that is protected', { email: 'root@example.com' }, found({ kind: 'absent' }), hold('protected', protectedEmail)],
    ['of a protected account', {}, found(present(breakGlass)), PROTECTED],
    ['of several accounts', {}, found({ kind: 'several', accounts: [member, member] }), hold('conflict', several)],
  ])('gets none by a work e-mail %s', (_name, more, observed, next) => {
    expect(plan(more, observed)).toEqual({ actions: [], next });
  });

  it('gets none before a rule is decided', () => {
    expect(planGrant(undecided, found({ kind: 'absent' }), rules)).toEqual({ actions: [], next: waiting(UNDECIDED) });
  });
});

describe('an account that came of an invitation to a wrong address', () => {
  const wrong = { ...invitee, id: 'u0', email: 'adda@example.com' };
  const pending = 'Pending disable: an invitation to an address that HR has corrected is still open';
  const demote = { kind: 'set-role', accountId: 'u0', role: '$guest', from: '$member', rule: 'address corrected' };

  it('ends, and the worker is invited by the address of now', () => {
    expect(plan({}, seen([lookAt(wrong)], { byEmail: { kind: 'absent' } }))).toEqual({
      actions: [demote, { kind: 'invite', email: 'ada@example.com', role: '$member', rule: 'members' }],
      next: { kind: 'waiting', because: `${NOT_ACCEPTED.because}. ${pending}`, pendingDisable: true },
    });
  });

  it('ends beside the account that is theirs', () => {
    expect(plan({}, seen([lookAt(wrong), lookAt(member)]))).toEqual({
      actions: [demote],
      next: { kind: 'waiting', because: pending, pendingDisable: true },
    });
  });

  it('is handed over where it was accepted and the target refuses to disable it', () => {
    const accepted = lookAt({ ...wrong, state: 'active', role: '$guest' }, { isMisaddressed: true });
    const observed = seen([accepted, lookAt(member)], { refusals: [refused('disable')] });
    expect(plan({}, observed)).toMatchObject({ actions: [], next: { kind: 'hold', hold: 'hand-off' } });
  });
});
