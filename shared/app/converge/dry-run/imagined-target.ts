import type { Account, Sighting } from '../../../domain/account/account.ts';
import { done, mapOutcome, type Outcome } from '../../../domain/outcome.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import type { Group } from '../../../ports/target/group.ts';
import type { Invited, Sightings, Target } from '../../../ports/target/target.ts';

/** Every method of a target, so that none that writes is taken over from the real one unnoticed. */
type Imagined = { readonly [Key in keyof Required<Target>]: Target[Key] };

/**
 * A target that is read as it is and written only in imagination: every write succeeds at once, shows in the reads that follow and
 * never leaves. Lives for one dry run.
 */
export function imaginedTarget(target: Target): Imagined {
  const accounts = new Map<string, Account>();
  const changes = new Map<string, Partial<Account>>();
  const joined = new Map<string, ReadonlySet<string>>();
  const revoked = new Set<string>();
  const parted = new Map<string, ReadonlySet<string>>();
  const gone = new Set<string>();

  const changed = (account: Account): Account => ({ ...account, ...changes.get(account.id) });
  const seen = (sighting: Sighting): Sighting =>
    sighting.kind !== 'present'
      ? sighting
      : gone.has(sighting.account.id)
        ? { kind: 'absent' }
        : { kind: 'present', account: changed(sighting.account) };
  const leave = async (id: string): Promise<Outcome<void>> => {
    gone.add(id);
    return done(undefined);
  };
  const change = (id: string, change: Partial<Account>): Outcome<void> => {
    changes.set(id, { ...changes.get(id), ...change });
    return done(undefined);
  };
  const groupIds = (of: ReadonlyMap<string, ReadonlySet<string>>, id: string) => of.get(id) ?? new Set<string>();

  async function find(
    keys: readonly string[],
    keyOf: (account: Account) => string | undefined,
    ask: (keys: readonly string[]) => Promise<Outcome<Sightings>>,
  ): Promise<Outcome<Sightings>> {
    const imagined = new Map(
      [...accounts.values()].map((account): [string, Sighting] => [
        keyOf(account) ?? '',
        seen({ kind: 'present', account }),
      ]),
    );
    const others = keys.filter((key) => !imagined.has(key));
    const real = others.length > 0 ? await ask(others) : done<Sightings>(new Map());
    return mapOutcome(real, (found) => {
      const all = [...[...found].map(([key, sighting]): [string, Sighting] => [key, seen(sighting)]), ...imagined];
      return new Map(all);
    });
  }

  return {
    name: target.name,
    traits: target.traits,
    // nothing is sent, so there is no channel to wait for
    channel: undefined,
    // no convergence administers groups
    groupAdministration: undefined,
    // no convergence reads the target's log
    eventFeed: undefined,
    identity: (call) => target.identity(call),
    credentialExpiresAt: target.credentialExpiresAt,
    listAccounts: (cursor, call) => target.listAccounts(cursor, call),
    listGroups: (call) => target.listGroups(call),
    findByIds: (ids, call) =>
      find(
        ids,
        ({ id }) => id,
        (keys) => target.findByIds(keys, call),
      ),
    findByEmails: (emails, call) =>
      find(
        emails.map(normaliseEmail),
        ({ email }) => email,
        (keys) => target.findByEmails(keys, call),
      ),
    groupsOf: async (id, call) => {
      const real = accounts.has(id) ? done<readonly Group[]>([]) : await target.groupsOf(id, call);
      return mapOutcome(real, (groups) => [
        ...groups.filter((group) => !groupIds(parted, id).has(group.id)),
        ...[...groupIds(joined, id)].map((group): Group => ({ id: group, name: group })),
      ]);
    },
    invite: async (invitations) => {
      const invited = invitations.map(({ email, role }): [string, Outcome<Invited>] => {
        const key = normaliseEmail(email);
        const account: Account = { id: NEW_ACCOUNT, state: 'invited', email: key, role, enabled: true };
        accounts.set(account.id, account);
        return [key, done({ how: 'invited', account })];
      });
      return new Map(invited);
    },
    setEnabled: async (id, enabled) =>
      change(id, { enabled, state: enabled ? 'active' : 'disabled', endsBeyond: undefined }),
    deleteAccount: target.deleteAccount && leave,
    setRole: async (id, role) => change(id, { role }),
    addToGroups: async (id, ids) => {
      joined.set(id, groupIds(joined, id).union(new Set(ids)));
      parted.set(id, groupIds(parted, id).difference(new Set(ids)));
      return done(undefined);
    },
    removeFromGroup: async (groupId, ids) => {
      for (const id of ids) {
        joined.set(id, groupIds(joined, id).difference(new Set([groupId])));
        parted.set(id, groupIds(parted, id).union(new Set([groupId])));
      }
      return done(undefined);
    },
    tokensOf: async (account, call) =>
      mapOutcome(await target.tokensOf(account, call), (tokens) => tokens.filter(({ id }) => !revoked.has(id))),
    assets: target.assets && { ownedBy: target.assets.ownedBy, handOver: async () => done(undefined) },
    removal: target.removal && {
      nameOf: target.removal.nameOf,
      ready: target.removal.ready,
      begin: ({ account }) => leave(account.id),
      look: target.removal.look,
      ownedOf: target.removal.ownedOf,
    },
    revokeToken:
      target.revokeToken &&
      (async (_account, tokenId) => {
        revoked.add(tokenId);
        return done(undefined);
      }),
    createGroup: async ({ alias }) => done({ group: { id: alias, name: alias, alias }, how: 'created' }),
  };
}

/** One worker is rehearsed at a time, so there is at most one. */
const NEW_ACCOUNT = 'the-invited-account';
