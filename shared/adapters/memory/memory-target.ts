import type { Account, Sighting } from '../../domain/account/account.ts';
import { done, type NotDone, type Outcome } from '../../domain/outcome.ts';
import { isAdministrator, keepsAccount, type ProviderTraits } from '../../domain/provider/traits.ts';
import { normaliseEmail } from '../../domain/text/email.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Call } from '../../ports/target/call.ts';
import type { Group, NewGroup } from '../../ports/target/group.ts';
import type { Invitation, Invited, Sightings, Target } from '../../ports/target/target.ts';

import { ATLAN_TRAITS } from '../targets/atlan/traits.ts';

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
  const groups = new Map<string, Group>();
  const members = new Map<string, Set<string>>();
  const tokens = new Map<string, readonly string[]>();

  const refused = (reason: 'not-allowed' | 'not-found' | 'conflict' | 'invalid', because: string): NotDone => ({
    kind: 'refused',
    reason,
    because,
  });

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
  const shown = (group: Group): Group => ({ ...group, memberCount: members.get(group.id)?.size ?? 0 });

  function inviteOne({ email, role }: Invitation): Outcome<Invited> {
    const key = normaliseEmail(email);
    const [existing] = byEmail(key);
    if (existing) return done({ how: 'existed', account: existing });
    if (!roles.includes(role))
      return {
        kind: 'permanent',
        because: `${name} has no role ${role}; it has ${roles.join(', ')}. Correct the policy`,
      };
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
    accounts.set(account.id, account);
    return done({ how: 'invited', account });
  }

  const isGuarded = ({ role }: Account): boolean =>
    traits.ending.administrators === 'after-another-role' && isAdministrator(role, traits);

  function remove(id: string): void {
    accounts.delete(id);
    for (const group of members.values()) group.delete(id);
  }

  function setEnabled(account: Account, enabled: boolean): Outcome<void> {
    if (!keepsAccount(traits)) return refused('invalid', `${name} cannot disable accounts`);
    if (account.state === 'invited' && traits.invitees === 'cannot-be-ended')
      return refused('invalid', `${name} changes no account whose invitation is open`);
    if (!enabled && isGuarded(account)) return refused('not-allowed', `${name} disables no administrator`);
    accounts.set(account.id, {
      ...account,
      enabled,
      state: enabled ? (hasInvitees && account.lastLoginAt === undefined ? 'provisioned' : 'active') : 'disabled',
    });
    return done(undefined);
  }

  function createGroup({ alias }: NewGroup): Outcome<{ readonly group: Group; readonly how: 'created' | 'adopted' }> {
    const internal =
      groupNames === 'as-seen'
        ? alias
        : alias
            .toLowerCase()
            .replace(/[^a-z0-9_]+/g, '_')
            .replace(/^_+|_+$/g, '');
    if (internal === '')
      return {
        kind: 'permanent',
        because: `The alias "${alias}" leaves no internal name for ${name}; it needs a Latin letter or a digit`,
      };
    const existing = [...groups.values()].find((group) => group.name === internal);
    if (existing && existing.alias !== alias)
      return refused('conflict', `${name} has a group ${internal} with another alias; choose another`);
    if (existing) return done({ group: shown(existing), how: 'adopted' });
    const group: Group = { id: random.uuid(), name: internal, alias };
    groups.set(group.id, group);
    members.set(group.id, new Set());
    return done({ group, how: 'created' });
  }

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
          if (!roles.includes(role))
            return {
              kind: 'permanent',
              because: `${name} has no role ${role}; it has ${roles.join(', ')}. Correct the policy`,
            };
          accounts.set(id, { ...account, role });
          return done(undefined);
        }),
      ),

    groupsOf: (id, call) =>
      request('groups-of', call, () =>
        withAccount(id, () => done([...groups.values()].filter((group) => members.get(group.id)?.has(id)).map(shown))),
      ),
    addToGroups: (id, groupIds, call) =>
      request('add-to-groups', call, () =>
        withAccount(id, () => {
          if (groupIds.some((groupId) => !groups.has(groupId)))
            return refused('not-found', `${name} has no such group`);
          for (const groupId of groupIds) members.get(groupId)?.add(id);
          return done(undefined);
        }),
      ),
    removeFromGroup: (groupId, ids, call) =>
      request('remove-from-group', call, () => {
        const group = members.get(groupId);
        if (!group) return refused('not-found', `${name} has no such group`);
        for (const id of ids) group.delete(id);
        return done(undefined);
      }),

    tokensOf: ({ id }, call) => request('tokens-of', call, () => done(tokens.get(id) ?? [])),

    listGroups: (call) => request('list-groups', call, () => done([...groups.values()].map(shown))),
    createGroup: (group, call) => request('create-group', call, () => createGroup(group)),

    accept: (email) => {
      for (const account of byEmail(normaliseEmail(email))) {
        if (account.state === 'invited')
          accounts.set(account.id, { ...account, state: 'active', emailVerified: true, lastLoginAt: clock.now() });
      }
    },
    put: (account) => void accounts.set(account.id, account),
    remove,
    putTokens: (id, ids) => void tokens.set(id, ids),
    accounts: () => [...accounts.values()],
  };
}
