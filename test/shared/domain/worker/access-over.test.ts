import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';
import type { Account, Sighting } from '../../../../shared/domain/account/account.ts';
import { isDisabled } from '../../../../shared/domain/plan/action.ts';
import { planFor } from '../../../../shared/domain/plan/plan-for.ts';
import {
  accessOver,
  isOverOn,
  type LeaverSeen,
  NOTHING_ELSE,
  strangersIn,
} from '../../../../shared/domain/worker/access-over.ts';
import { situationDigest } from '../../../../shared/domain/worker/hold-id.ts';
import { withForeign } from '../../../../shared/domain/worker/worker.ts';

const address = 'ada@example.com';
const active: Account = { id: 'u1', email: address, state: 'active', enabled: true };
const disabled: Account = { ...active, state: 'disabled', enabled: false };
const present = (account: Account): Sighting => ({ kind: 'present', account });
const absent: Sighting = { kind: 'absent' };
const own = (sighting: Sighting, id = 'u1') => ({ record: { id, how: 'invited', ownedGroups: [] } as const, sighting });
const found = (...entries: readonly (readonly [string, Sighting])[]) => ({
  ...NOTHING_ELSE,
  byAddress: new Map(entries),
});
const over = (seen: LeaverSeen) => accessOver(seen, ({ id }) => id === 'break-glass');

describe('a leaver’s access', () => {
  it.each<[string, LeaverSeen]>([
    [
      'every account is disabled, and no other answers',
      { managed: [own(present(disabled))], leaver: found([address, absent]) },
    ],
    ['every account is gone', { managed: [own(absent)], leaver: found([address, absent]) }],
    ['the worker never had an account', { managed: [], leaver: found([address, absent]) }],
    [
      'what answers is the account of theirs that is disabled',
      { managed: [own(present(disabled))], leaver: found([address, present(disabled)]) },
    ],
    ['what answers is not ours and disabled', { managed: [], leaver: found([address, present(disabled)]) }],
    [
      'a protected account is disabled',
      { managed: [own(present({ ...disabled, id: 'break-glass' }), 'break-glass')], leaver: NOTHING_ELSE },
    ],
  ])('is over when %s', (_name, seen) => {
    expect(over(seen)).toEqual({ isOver: true, why: [] });
  });

  it.each<[string, LeaverSeen, string]>([
    ['an account of theirs lets them in', { managed: [own(present(active))], leaver: NOTHING_ELSE }, 'account-enabled'],
    [
      'an account of theirs lets them in, and answers to their address',
      { managed: [own(present(active))], leaver: found([address, present(active)]) },
      'account-enabled',
    ],
    [
      'an account of theirs is locked for a while',
      { managed: [own(present({ ...active, state: 'locked' }))], leaver: NOTHING_ELSE },
      'account-enabled',
    ],
    [
      'an invitation of theirs is open',
      { managed: [own(present({ ...active, state: 'invited' }))], leaver: NOTHING_ELSE },
      'account-invited',
    ],
    [
      'an account of theirs does not show',
      { managed: [own({ kind: 'unknown' })], leaver: NOTHING_ELSE },
      'account-unclear',
    ],
    [
      'two accounts answer to one id',
      { managed: [own({ kind: 'several', accounts: [disabled, disabled] })], leaver: NOTHING_ELSE },
      'account-doubled',
    ],
    [
      'an account that is not ours answers',
      { managed: [own(absent)], leaver: found([address, present({ ...active, id: 'x' })]) },
      'account-foreign',
    ],
    [
      'one of several that answer is alive',
      { managed: [], leaver: found([address, { kind: 'several', accounts: [disabled, { ...active, id: 'x' }] }]) },
      'account-foreign',
    ],
    [
      'one answers to an address of former times',
      {
        managed: [own(present(disabled))],
        leaver: found(
          [address, absent],
          ['old@example.com', present({ ...active, id: 'x', email: 'old@example.com' })],
        ),
      },
      'account-foreign',
    ],
    [
      'one that answered once came alive under another address',
      {
        managed: [],
        leaver: {
          ...NOTHING_ELSE,
          foreign: new Map([['x', present({ ...active, id: 'x', email: 'other@example.com' })]]),
        },
      },
      'account-foreign',
    ],
    [
      'a protected account answers',
      { managed: [], leaver: found([address, present({ ...active, id: 'break-glass' })]) },
      'account-protected',
    ],
    [
      'a protected account of theirs lets them in',
      { managed: [own(present({ ...active, id: 'break-glass' }), 'break-glass')], leaver: NOTHING_ELSE },
      'account-protected',
    ],
    [
      'an address does not show',
      { managed: [own(absent)], leaver: found([address, { kind: 'unknown' }]) },
      'address-unclear',
    ],
    ['no search by address was made', { managed: [own(absent)] }, 'addresses-not-asked'],
    [
      'our invitation may still show',
      { managed: [], leaver: found([address, absent]), isInvitationOpen: true },
      'invitation-not-visible',
    ],
  ])('is not over while %s', (_name, seen, kind) => {
    expect(over(seen)).toMatchObject({ isOver: false, why: [{ kind }] });
    const plan = planFor(
      { kind: 'end', rule: 'left' },
      { ...seen, refusals: [] },
      { traits: ATLAN_TRAITS, adopt: 'exact-email', idpGroupIds: [], isProtected: ({ id }) => id === 'break-glass' },
    );
    expect(plan.actions.length > 0 || plan.next.kind !== 'converged').toBe(true);
  });

  it('is not over where no search by address was made, whatever else there is', () => {
    expect(over({ managed: [own(present(active))] })).toEqual({
      isOver: false,
      why: [{ kind: 'account-enabled', accountId: 'u1' }, { kind: 'addresses-not-asked' }],
    });
  });

  it.each<[string, LeaverSeen]>([
    [
      'another worker has claimed what answers',
      {
        managed: [own(absent)],
        leaver: { ...found([address, present({ ...active, id: 'x' })]), claimedBy: new Map([['x', 'w2']]) },
      },
    ],
    [
      'HR states the address for another worker',
      {
        managed: [own(absent)],
        leaver: { ...found([address, present({ ...active, id: 'x' })]), statedFor: new Map([[address, 'w2']]) },
      },
    ],
    [
      'another worker has claimed an account of theirs',
      {
        managed: [own(present({ ...active, id: 'x' }), 'x')],
        leaver: { ...NOTHING_ELSE, claimedBy: new Map([['x', 'w2']]) },
      },
    ],
  ])('is over, with a question and no write, where %s', (_name, seen) => {
    expect(over(seen)).toEqual({ isOver: true, why: [{ kind: 'account-of-another', accountId: 'x' }] });
    const plan = planFor(
      { kind: 'end', rule: 'left', byOperator: true },
      { ...seen, byEmail: present({ ...active, id: 'x' }), refusals: [] },
      { traits: ATLAN_TRAITS, adopt: 'exact-email', idpGroupIds: [], isProtected: () => false },
    );
    expect(plan).toMatchObject({ actions: [], next: { kind: 'hold', hold: 'identity', about: ['x'] } });
  });

  it('has a question of its own for each account, so that an answer about one is none about another', () => {
    const standing = { kind: 'ended', basis: ['evt_2'] } as const;
    const digests = [['x'], ['y'], ['x', 'y'], ['y', 'x']].map((about) =>
      situationDigest({ actions: [], standing, about }),
    );
    expect(new Set(digests).size).toBe(3);
    expect(digests[2]).toBe(digests[3]);
  });

  it('is held for what is worst, and what has to be checked beside it is still checked', () => {
    const seen = {
      managed: [own(present({ ...active, state: 'invited', role: '$guest' }))],
      leaver: found([address, present({ ...active, id: 'x' })]),
    };
    const plan = planFor(
      { kind: 'end', rule: 'left' },
      { ...seen, refusals: [] },
      { traits: ATLAN_TRAITS, adopt: 'never', idpGroupIds: [], isProtected: () => false },
    );
    expect(plan.next).toMatchObject({ kind: 'hold', hold: 'unmanaged-leaver', pendingDisable: true });
    expect(plan.next).not.toHaveProperty('isSoon');
  });
});

const anyAccount = fc.record({
  id: fc.constantFrom('u1', 'u2', 'x', 'y', 'break-glass'),
  email: fc.constantFrom(address, 'old@example.com'),
  state: fc.constantFrom('invited', 'provisioned', 'active', 'disabled', 'locked'),
});
const anySighting: fc.Arbitrary<Sighting> = fc.oneof(
  fc.constantFrom<Sighting>(absent, { kind: 'unknown' }),
  anyAccount.map(present),
  fc.array(anyAccount, { minLength: 2, maxLength: 3 }).map((accounts): Sighting => ({ kind: 'several', accounts })),
);
const anySeen: fc.Arbitrary<LeaverSeen> = fc
  .record({
    first: anySighting,
    second: anySighting,
    known: anySighting,
    mine: fc.option(anyAccount, { nil: undefined }),
    claimed: fc.uniqueArray(fc.constantFrom('u1', 'x', 'y')),
    isStated: fc.boolean(),
    isInvitationOpen: fc.boolean(),
  })
  .map(({ first, second, known, mine, claimed, isStated, isInvitationOpen }) => ({
    managed: mine ? [own(present(mine), mine.id)] : [],
    leaver: {
      byAddress: new Map([
        [address, first],
        ['old@example.com', second],
      ]),
      foreign: new Map([['y', known]]),
      claimedBy: new Map(claimed.map((id) => [id, 'w2'])),
      statedFor: new Map(isStated ? [[address, 'w3']] : []),
    },
    isInvitationOpen,
  }));

describe('whatever a look saw', () => {
  it('access is over only when everything that shows is disabled or another worker’s, and everything showed', () => {
    fc.assert(
      fc.property(anySeen, (seen) => {
        const { isOver } = over(seen);
        const { leaver, managed } = seen;
        const anothers = (account: Account, at?: string) =>
          leaver?.claimedBy.has(account.id) || (at !== undefined && leaver?.statedFor.has(at));
        const ownIds = managed.map(({ record }) => record.id);
        const alive = [
          ...managed.flatMap(({ sighting }) =>
            sighting.kind === 'present' ? [{ account: sighting.account, at: undefined }] : [],
          ),
          ...strangersIn(seen).map(({ account, address: at }) => ({ account, at })),
        ].filter(
          ({ account, at }) => !isDisabled(account) && !anothers(account, ownIds.includes(account.id) ? undefined : at),
        );
        const looks = [...(leaver?.byAddress.values() ?? []), ...(leaver?.foreign.values() ?? [])];
        const isClear = looks.every(({ kind }) => kind !== 'unknown');
        expect(isOver).toBe(alive.length === 0 && isClear && !seen.isInvitationOpen);
      }),
    );
  });
});

describe('the strangers of a look', () => {
  const other: Account = { ...active, id: 'x' };

  it('are none where no search by address was made', () => {
    expect(strangersIn({ managed: [own(present(active))] })).toEqual([]);
  });

  it('are all that answer and are not managed, each once, by the address to which it answers now', () => {
    const seen = {
      managed: [own(present(active))],
      leaver: {
        ...found([address, { kind: 'several', accounts: [active, other] }]),
        foreign: new Map([
          ['x', present({ ...other, email: 'old@example.com' })],
          ['y', present({ ...other, id: 'y', email: undefined })],
          ['z', absent],
        ]),
      },
    };
    expect(strangersIn(seen)).toEqual([
      { account: other, address },
      { account: { ...other, id: 'y', email: undefined }, address: undefined },
    ]);
  });
});

describe('what a worker’s record remembers', () => {
  it('says that access is over by an instant, and by nothing else', () => {
    expect(isOverOn({ overAt: 0 })).toBe(true);
    expect(isOverOn({})).toBe(false);
  });

  it('keeps the last twenty accounts that are not ours, the one seen last at the end', () => {
    const many = Array.from({ length: 30 }, (_, n) => `a${n}`);
    expect(withForeign(undefined, many)).toEqual(many.slice(-20));
    expect(withForeign(['a', 'b', 'c'], ['a'])).toEqual(['b', 'c', 'a']);
  });
});
