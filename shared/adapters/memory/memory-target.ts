import type { Account, Sighting } from '../../domain/account/account.ts';
import type { MadeToken } from '../../domain/account/left-tokens.ts';
import type { OwnedAsset } from '../../domain/account/owned-assets.ts';
import { done, type NotDone, type Outcome } from '../../domain/outcome.ts';
import { isAdministrator, isNeverGranted, keepsAccount, type ProviderTraits } from '../../domain/provider/traits.ts';
import { normaliseEmail } from '../../domain/text/email.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Call } from '../../ports/target/call.ts';
import type { Invitation, Invited, Sightings, Target } from '../../ports/target/target.ts';
import { ATLAN_TRAITS } from '../targets/atlan/traits.ts';
import { memoryAssets } from './memory-assets.ts';
import { memoryEventLog } from './memory-event-log.ts';
import { memoryGroups } from './memory-groups.ts';

export interface MemoryTargetSettings {
  readonly name: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Of the provider whose twin this is. */
  readonly traits?: ProviderTraits;
  /** `as-seen`: a group has the one name that people see. `internally`: one of Latin letters, digits and `_` is made of it. */
  readonly groupNames?: 'as-seen' | 'internally';
}

/** The in-memory twin of a target, with what happens on the far side laid open. */
export interface MemoryTarget extends Target {
  /** The person accepts the invitation and signs in for the first time. */
  accept(email: string): void;
  /** An administrator edits or creates an account behind our back. */
  put(account: Account): void;
  remove(accountId: string): void;
  /** The person makes API tokens. */
  putTokens(accountId: string, tokenIds: readonly string[]): void;
  /** The person owns these in the target, sorted by id. */
  putAssets(accountId: string, assets: readonly OwnedAsset[]): void;
  /** One of those tokens is the one that this system works with. */
  workWith(tokenId: string): void;
  accounts(): readonly Account[];
}

const PAGE_SIZE = 100;
const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/** Keeps accounts and groups in memory, with the refusals every target of this kind has. Safe for one process. */
export function memoryTarget({
  name,
  clock,
  random,
  traits = ATLAN_TRAITS,
  groupNames = 'internally',
}: MemoryTargetSettings): MemoryTarget {
  const roles: readonly string[] = traits.roles;
  const hasInvitees = traits.invitees !== 'none';
  const accounts = new Map<string, Account>();
  const log = memoryEventLog(clock);
  const keep = (account: Account) => {
    accounts.set(account.id, account);
    log.note('changed', account.id);
  };
  const tokens = new Map<string, readonly string[]>();
  const assets = memoryAssets();
  let ownToken: string | undefined;
  const shownToken = (id: string): MadeToken => ({ id, ...(id === ownToken && { isOurs: true }) });

  const refused = (reason: 'not-allowed' | 'not-found' | 'conflict' | 'invalid', because: string): NotDone => ({
    kind: 'refused',
    reason,
    because,
  });

  const notGranted = (role: string): NotDone | undefined => {
    if (isNeverGranted(role, traits))
      return { kind: 'permanent', because: `${role} is given by a person in ${name}, never by us. Correct the policy` };
    if (roles.includes(role)) return undefined;
    const because = `${name} has no role ${role}; it has ${roles.join(', ')}. Correct the policy`;
    return { kind: 'permanent', because };
  };

  /** Runs one request unless the caller's time is up; `change` may answer a refusal. */
  async function request<T>(operation: string, call: Call, change: () => Outcome<T>): Promise<Outcome<T>> {
    if (call.deadline <= clock.now())
      return { kind: 'wait', cause: 'deadline', because: `No time was left to ask ${name} (${operation})` };
    const outcome = change();
    call.onRequest?.({
      operation,
      requestId: random.uuid(),
      attempt: 1,
      ms: 0,
      status: outcome.kind === 'done' ? 200 : 400,
    });
    return outcome;
  }

  const withAccount = <T>(id: string, change: (account: Account) => Outcome<T>): Outcome<T> => {
    const account = accounts.get(id);
    return account ? change(account) : refused('not-found', `${name} has no such account`);
  };

  const sighting = (hits: readonly Account[]): Sighting => {
    const [account, ...others] = hits;
    if (!account) return { kind: 'absent' };
    return others.length > 0 ? { kind: 'several', accounts: hits } : { kind: 'present', account };
  };
  const byEmail = (email: string) => [...accounts.values()].filter((account) => account.email === email);
  const sightings = (keys: readonly string[], hits: (key: string) => readonly Account[]): Sightings =>
    new Map(keys.map((key) => [key, sighting(hits(key))]));

  function inviteOne({ email, role }: Invitation): Outcome<Invited> {
    const key = normaliseEmail(email);
    const [existing] = byEmail(key);
    if (existing) return done({ how: 'existed', account: existing });
    const never = notGranted(role);
    if (never) return never;
    if (!ADDRESS.test(key)) return refused('invalid', `${name} did not invite this address`);
    const account: Account = {
      id: random.uuid(),
      state: hasInvitees ? 'invited' : 'active',
      email: key,
      username: key,
      role,
      enabled: true,
      emailVerified: !hasInvitees,
      createdAt: clock.now(),
    };
    keep(account);
    return done({ how: 'invited', account });
  }

  const isGuarded = ({ role }: Account): boolean =>
    traits.ending.administrators === 'after-another-role' && isAdministrator(role, traits);

  function remove(id: string): void {
    accounts.delete(id);
    log.note('changed', id);
    forget(id);
  }

  function setEnabled(account: Account, enabled: boolean): Outcome<void> {
    if (!keepsAccount(traits)) return refused('invalid', `${name} cannot disable accounts`);
    if (account.state === 'invited' && traits.invitees === 'cannot-be-ended')
      return refused('invalid', `${name} changes no account whose invitation is open`);
    if (!enabled && isGuarded(account)) return refused('not-allowed', `${name} disables no administrator`);
    keep({
      ...account,
      enabled,
      state: enabled ? (hasInvitees && account.lastLoginAt === undefined ? 'provisioned' : 'active') : 'disabled',
    });
    return done(undefined);
  }

  const { forget, ...grouped } = memoryGroups({ name, random, groupNames, accounts, request });

  return {
    name,
    traits,
    ...(!keepsAccount(traits) && {
      deleteAccount: (id: string, call: Call) =>
        request('delete-account', call, () => {
          const account = accounts.get(id);
          if (account && isGuarded(account)) return refused('not-allowed', `${name} deletes no administrator`);
          remove(id);
          return done(undefined);
        }),
    }),
    identity: (call) => request('identity', call, () => done({ id: `${name}-credential` })),

    findByIds: (ids, call) =>
      request('find-by-ids', call, () =>
        done(sightings(ids, (id) => [accounts.get(id)].filter((account) => account !== undefined))),
      ),
    findByEmails: (emails, call) =>
      request('find-by-emails', call, () => done(sightings(emails.map(normaliseEmail), byEmail))),
    listAccounts: (cursor, call) =>
      request('list-accounts', call, () => {
        const key = ({ createdAt = 0, id }: Account) => `${String(createdAt).padStart(16, '0')} ${id}`;
        const rest = [...accounts.values()]
          .filter((account) => cursor === undefined || key(account) > cursor)
          .sort((a, b) => (key(a) < key(b) ? -1 : 1));
        const page = rest.slice(0, PAGE_SIZE);
        const last = page.at(-1);
        return done({ accounts: page, ...(last && rest.length > PAGE_SIZE && { next: key(last) }) });
      }),

    invite: async (invitations, call) => {
      const results = new Map<string, Outcome<Invited>>();
      for (const invitation of invitations) {
        results.set(normaliseEmail(invitation.email), await request('invite', call, () => inviteOne(invitation)));
      }
      return results;
    },
    setEnabled: (id, enabled, call) =>
      request('set-enabled', call, () => withAccount(id, (account) => setEnabled(account, enabled))),
    setRole: (id, role, call) =>
      request('set-role', call, () =>
        withAccount(id, (account) => {
          const never = notGranted(role);
          if (never) return never;
          keep({ ...account, role });
          return done(undefined);
        }),
      ),

    ...grouped,
    eventFeed: { since: (at, call) => request('events', call, () => done(log.since(at))) },
    tokensOf: ({ id }, call) => request('tokens-of', call, () => done((tokens.get(id) ?? []).map(shownToken))),
    assets: {
      ownedBy: ({ id }, call) => request('assets-of', call, () => done(assets.of(id))),
      handOver: (ids, { from, to }, call) =>
        request('hand-over', call, () => done(assets.handOver(ids, from.id, to.id))),
    },
    revokeToken: ({ id }, tokenId, call) =>
      request('revoke-token', call, () => {
        const made = tokens.get(id) ?? [];
        if (tokenId === ownToken) return refused('not-allowed', `${name} is reached by this token`);
        if (!made.includes(tokenId)) return done(undefined);
        tokens.set(
          id,
          made.filter((one) => one !== tokenId),
        );
        return done(undefined);
      }),

    accept: (email) => {
      for (const account of byEmail(normaliseEmail(email))) {
        if (account.state !== 'invited') continue;
        keep({ ...account, state: 'active', emailVerified: true, lastLoginAt: clock.now() });
        log.note('signed-in', account.id);
      }
    },
    put: keep,
    remove,
    putTokens: (id, ids) => void tokens.set(id, ids),
    putAssets: (id, owned) => assets.put(id, owned),
    workWith: (tokenId) => {
      ownToken = tokenId;
    },
    accounts: () => [...accounts.values()],
  };
}
