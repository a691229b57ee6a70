import type { Account, Sighting } from '../account/account.ts';
import { isDisabled, type Look } from '../plan/action.ts';
import type { ManagedAccount, TargetRecord } from './worker.ts';

/** What a look made to end a worker's access saw on one target, beside their managed accounts, and whose each of it is. */
export interface LeaverLook {
  /** By every address the worker had (normalised), and by the addresses of invitations that are open. */
  readonly byAddress: ReadonlyMap<string, Sighting>;
  /** By id: accounts that are not ours and answered to one of the addresses at an earlier look. */
  readonly foreign: ReadonlyMap<string, Sighting>;
  /** The other worker who has claimed an account. */
  readonly claimedBy: ReadonlyMap<string, string>;
  /** The other worker for whom HR states an address now; asked only of addresses to which an account answers that can sign in. */
  readonly statedFor: ReadonlyMap<string, string>;
}

/** A look that saw nothing but the managed accounts. */
export const NOTHING_ELSE: LeaverLook = {
  byAddress: new Map(),
  foreign: new Map(),
  claimedBy: new Map(),
  statedFor: new Map(),
};

export interface LeaverSeen {
  readonly managed: readonly (Look & { readonly record: ManagedAccount })[];
  /** Absent while no search by address was made: then nothing is over. */
  readonly leaver?: LeaverLook;
  /** An invitation of ours was sent, and the account that came of it has not been seen yet. */
  readonly isInvitationOpen?: boolean;
}

/** One thing that a look says about the access of a leaver. */
export type LeaverFinding =
  /** `account-enabled`: it is ours, and lets its person in. `account-invited`: it is ours, and cannot be disabled yet. */
  | { readonly kind: 'account-enabled' | 'account-invited'; readonly accountId: string }
  /** The target does not show enough of an account of ours, or shows several under its id. */
  | { readonly kind: 'account-unclear' | 'account-doubled'; readonly accountId: string }
  /** It answers to an address of the worker, is not ours, and lets its person in. */
  | { readonly kind: 'account-foreign'; readonly accountId: string }
  /** Nothing is ever written to it, and it lets its person in. */
  | { readonly kind: 'account-protected'; readonly accountId: string }
  /** Another worker has it, or HR states its address for another worker: a question, and no access of this worker's. */
  | { readonly kind: 'account-of-another'; readonly accountId: string }
  | { readonly kind: 'address-unclear' | 'addresses-not-asked' | 'invitation-not-visible' };

export interface AccessOver {
  /** Every account that answers to the worker, by id or by address, is disabled or absent, except those of other workers. */
  readonly isOver: boolean;
  /** Why it is not over, and the questions that are open. */
  readonly why: readonly LeaverFinding[];
}

/**
 * Whether a leaver's access on a target is over, by what a look made for that purpose saw. The one place that decides it: planner,
 * commit, reports and notices use what this answers.
 */
export function accessOver(
  { managed, leaver, isInvitationOpen }: LeaverSeen,
  isProtected: (account: Account) => boolean,
): AccessOver {
  const own = managed.flatMap(({ record: { id }, sighting }) => ownAccount(id, sighting, { leaver, isProtected }));
  const why: LeaverFinding[] = [
    ...own,
    ...(leaver ? otherAccounts(leaver, { managed, isProtected }) : [{ kind: 'addresses-not-asked' } as const]),
    ...(isInvitationOpen ? [{ kind: 'invitation-not-visible' } as const] : []),
  ];
  return { isOver: why.every(({ kind }) => kind === 'account-of-another'), why };
}

/** Whether access was over on a target when the worker was last checked. */
export const isOverOn = ({ overAt }: Pick<TargetRecord, 'overAt'>): boolean => overAt !== undefined;

/** Every account that a look found by address, now or earlier, and that is not among the managed ones. */
export function strangersIn({ managed, leaver }: LeaverSeen): readonly Stranger[] {
  if (!leaver) return [];
  const known = new Set(managed.map(({ record }) => record.id));
  const found = [...leaver.byAddress].flatMap(([address, sighting]) =>
    accountsIn(sighting).map((account) => ({ account, address })),
  );
  const earlier = [...leaver.foreign.values()].flatMap((sighting) =>
    accountsIn(sighting).map((account) => ({ account, address: account.email })),
  );
  const all = new Map([...earlier, ...found].map((stranger) => [stranger.account.id, stranger]));
  return [...all.values()].filter(({ account }) => !known.has(account.id));
}

export interface Stranger {
  readonly account: Account;
  /** The address to which it answers; absent where an account that was known by its id does not show one. */
  readonly address?: string | undefined;
}

/** Whether another worker has the account, or HR states its address for another worker. */
export const isAnothers = ({ claimedBy, statedFor }: LeaverLook, { account, address }: Stranger): boolean =>
  claimedBy.has(account.id) || (address !== undefined && statedFor.has(address));

interface Context {
  readonly isProtected: (account: Account) => boolean;
}

function ownAccount(
  accountId: string,
  sighting: Sighting,
  { leaver, isProtected }: Context & { readonly leaver: LeaverLook | undefined },
): readonly LeaverFinding[] {
  if (sighting.kind === 'absent') return [];
  if (sighting.kind === 'unknown') return [{ kind: 'account-unclear', accountId }];
  if (sighting.kind === 'several') return [{ kind: 'account-doubled', accountId }];
  const { account } = sighting;
  if (isDisabled(account)) return [];
  if (leaver?.claimedBy.has(accountId)) return [{ kind: 'account-of-another', accountId }];
  if (isProtected(account)) return [{ kind: 'account-protected', accountId }];
  return [{ kind: account.state === 'invited' ? 'account-invited' : 'account-enabled', accountId }];
}

function otherAccounts(
  leaver: LeaverLook,
  { managed, isProtected }: Context & Pick<LeaverSeen, 'managed'>,
): readonly LeaverFinding[] {
  const isUnclear = [...leaver.byAddress.values(), ...leaver.foreign.values()].some(({ kind }) => kind === 'unknown');
  const alive = strangersIn({ managed, leaver }).filter(({ account }) => !isDisabled(account));
  const strangers = alive.map((stranger): LeaverFinding => {
    const accountId = stranger.account.id;
    if (isAnothers(leaver, stranger)) return { kind: 'account-of-another', accountId };
    return { kind: isProtected(stranger.account) ? 'account-protected' : 'account-foreign', accountId };
  });
  return [...strangers, ...(isUnclear ? [{ kind: 'address-unclear' } as const] : [])];
}

/** All accounts a sighting shows. */
export function accountsIn(sighting: Sighting): readonly Account[] {
  if (sighting.kind === 'several') return sighting.accounts;
  return sighting.kind === 'present' ? [sighting.account] : [];
}
