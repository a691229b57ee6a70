import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  ANSWER_KEPT_MS,
  concernsEnding,
  DECISION_KEPT_MS,
  type Decision,
  decisionAt,
  type Hold,
  isLeaverHeld,
  isLeftToPerson,
  isTransferHeld,
} from '../../../../shared/domain/worker/hold.ts';
import { situationDigest } from '../../../../shared/domain/worker/hold-id.ts';

const hold = (more: Partial<Hold> = {}): Hold => ({
  id: 'h',
  workerKey: 'w',
  target: 'atlan-prod',
  kind: 'leaver-limit',
  because: 'b',
  planDigest: 'd',
  since: 0,
  ...more,
});
const decided = (more: Partial<Decision> = {}): Decision => ({
  verdict: 'rejected',
  actor: 'a',
  reason: 'r',
  at: 1_000,
  ...more,
});

describe('a decision', () => {
  it.each<[string, Partial<Hold>, number]>([
    ['for seven days', { decision: decided() }, 1_000 + DECISION_KEPT_MS],
    ['until the day that was said, if it is later', { decision: decided({ until: 9e12 }) }, 9e12],
    ['until the day that was said, if it is sooner', { decision: decided({ until: 5_000 }) }, 5_000],
    ['for a year about whose an account is', { kind: 'identity', decision: decided() }, 1_000 + ANSWER_KEPT_MS],
    [
      'for a year about a protected account of a worker who stays',
      { kind: 'protected', ending: false, decision: decided() },
      1_000 + ANSWER_KEPT_MS,
    ],
    [
      'for seven days about a protected account of a leaver',
      { kind: 'protected', ending: true, decision: decided() },
      1_000 + DECISION_KEPT_MS,
    ],
  ])('is heard %s', (_name, more, end) => {
    const held = hold(more);
    expect([decisionAt(held, end - 1), decisionAt(held, end)]).toEqual([held.decision, undefined]);
  });

  it('is not heard once the hold is closed', () => {
    const closed = { at: 1_500, because: 'HR took it back' };
    expect(decisionAt(hold({ decision: decided(), closed }), 2_000)).toBeUndefined();
  });
});

describe('what a hold is about', () => {
  it('is the end of access where its plan ends it, or its kind always does', () => {
    expect(concernsEnding({ kind: 'last-administrator', ending: true })).toBe(true);
    expect(concernsEnding({ kind: 'last-administrator', ending: false })).toBe(false);
    expect(concernsEnding({ kind: 'hand-off' })).toBe(true);
    expect(concernsEnding({ kind: 'grant-limit' })).toBe(false);
    expect(concernsEnding({ kind: 'identity', ending: true })).toBe(false);
    expect(concernsEnding({ kind: 'same-person', ending: true })).toBe(false);
    expect(concernsEnding({ kind: 'assets', ending: true })).toBe(false);
  });

  it('is as urgent as anything where only a person can end a leaver', () => {
    expect(isLeaverHeld({ kind: 'undated-ending' })).toBe(true);
    expect(isLeaverHeld({ kind: 'protected', ending: true })).toBe(true);
    expect(isLeaverHeld({ kind: 'leaver-limit', ending: true })).toBe(false);
    expect(isLeaverHeld({ kind: 'no-role', ending: true })).toBe(false);
    expect(isLeaverHeld({ kind: 'protected', ending: false })).toBe(false);
  });

  it.each<[string, Pick<Hold, 'kind' | 'ending'>, boolean]>([
    ['who a worker is, where access ends meanwhile', { kind: 'same-person', ending: true }, true],
    ['who a worker is, where none ends', { kind: 'same-person', ending: false }, false],
    ['who a worker is, before that was kept', { kind: 'same-person' }, false],
    ['whose an account is', { kind: 'identity', ending: true }, false],
  ])('is as urgent, or not, about %s', (_, about, isUrgent) => {
    expect([isTransferHeld(about), isLeaverHeld(about)]).toEqual([isUrgent, isUrgent]);
  });

  it('is left to a person who rejected an ending and keeps no access, until it is closed', () => {
    const closed = { at: 1_500, because: 'Access ended' };
    expect(isLeftToPerson(hold({ decision: decided() }))).toBe(true);
    expect(isLeftToPerson(hold({ decision: decided({ instead: 'by-hand' }), closed }))).toBe(false);
    expect(isLeftToPerson(hold({ decision: decided({ instead: 'access-kept', until: 2_000 }) }))).toBe(false);
    expect(isLeftToPerson(hold({ decision: decided({ verdict: 'approved' }) }))).toBe(false);
    expect(isLeftToPerson(hold({ kind: 'grant-limit', decision: decided() }))).toBe(false);
    expect(isLeftToPerson(hold())).toBe(false);
  });
});

describe('the digest of a situation', () => {
  const actions = [{ kind: 'disable', accountId: 'a-1', rule: 'left' }] as const;
  const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 4 });

  it('is the same for the same plan of the same facts, and for no others', () => {
    fc.assert(
      fc.property(ids, ids, (one, other) => {
        const digest = (basis: readonly string[]) => situationDigest({ actions, standing: { kind: 'ended', basis } });
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(digest(one) === digest(other)).toBe(isSame);
      }),
    );
  });

  it('distinguishes steps, standings and what the hold is about', () => {
    const standing = { kind: 'ended', basis: ['evt_1'] } as const;
    const digests = [
      situationDigest({ actions, standing }),
      situationDigest({ actions: [], standing }),
      situationDigest({ actions, standing: { ...standing, kind: 'active' } }),
      situationDigest({ actions, standing, about: ['a-1'] }),
      situationDigest({ actions, standing, about: ['a-1', 'a-2'] }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
    expect(situationDigest({ actions: [], standing, about: ['a-2', 'a-1'] })).toBe(digests[4]);
  });
});
