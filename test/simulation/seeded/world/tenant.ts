import { type MemoryTarget, memoryTarget } from '../../../../shared/adapters/memory/memory-target.ts';
import { PROVIDERS } from '../../../../shared/contracts/config/providers.ts';
import type { Account } from '../../../../shared/domain/account/account.ts';
import type { Clock } from '../../../../shared/ports/clock.ts';
import type { Random } from '../../../../shared/ports/random.ts';
import type { Invitation, Target } from '../../../../shared/ports/target/target.ts';
import { BREAK_GLASS, STRANGER, TENANTS } from '../company.ts';
import type { Edit, TargetName } from '../history.ts';
import { WRITES } from './faults.ts';

/** One write that arrived at a target, whether or not its answer did. */
export interface Write {
  readonly at: number;
  readonly target: TargetName;
  readonly method: string;
  /** As it was before; of an invitation, as it is after. */
  readonly account: Account | undefined;
  readonly argument: unknown;
  /** How much had been told when it was sent: what was decided after that was not known. */
  readonly toldBefore: number;
}

export interface Tenant {
  readonly name: TargetName;
  readonly target: Target;
  readonly far: MemoryTarget;
  readonly writes: readonly Write[];
  /** Addresses that were invited a second time although no one had looked since the first. */
  readonly blind: readonly string[];
  /** Ids of accounts that no one may write. */
  readonly untouchable: ReadonlySet<string>;
  accept(email: string): boolean;
  /** A person edits the account of this id in the target. */
  edit(accountId: string, edit: Edit): Promise<boolean>;
  /** The identity provider of the company creates an account, or ends it. */
  provision(email: string, isOn: boolean): void;
  groupsOf(accountId: string): Promise<readonly string[]>;
  /** Epoch ms of the last change that this system did not make, until a complete sweep has seen it. */
  dirtyAt: number | undefined;
  /** Epoch ms before which no sweep begins, by the last that finished. */
  sweepsAt: number;
}

/** By these an earlier invitation would be seen. */
const LOOKS = new Set(['findByEmails', 'findByIds', 'listAccounts']);
const ALWAYS = { deadline: Number.MAX_SAFE_INTEGER };

/**
 * A tenant of a provider: the in-memory twin with its traits, which passes the contract suite of targets as the adapters do. The simulators
 * answer HTTP, which a virtual clock cannot hurry; what differs between a twin and them is for the tests of the adapters.
 */
export function tenantOf(
  name: TargetName,
  { clock, random, told }: { readonly clock: Clock; readonly random: Random; readonly told: readonly unknown[] },
): Tenant {
  const { provider, least, most } = TENANTS[name];
  const far = memoryTarget({ name, clock, random, traits: PROVIDERS[provider].traits });
  const writes: Write[] = [];
  const unseen = new Set<string>();
  const blind: string[] = [];
  const plain = (email: string, role: string): Account => ({
    id: `${name}-${email}`,
    state: 'active',
    email,
    username: email,
    role,
    enabled: true,
    emailVerified: true,
    createdAt: clock.now(),
    lastLoginAt: clock.now(),
  });
  for (const account of [plain(BREAK_GLASS, most), plain(STRANGER, least)]) far.put(account);
  const idOf = (args: readonly unknown[], method: string): string => {
    const [first, second] = args;
    return method === 'removeFromGroup' ? String((second as readonly string[])[0]) : String(first);
  };
  const byId = (id: string) => far.accounts().find((account) => account.id === id);
  const target = new Proxy<Target>(far, {
    get: (owner, property, receiver) => {
      const member: unknown = Reflect.get(owner, property, receiver);
      const method = String(property);
      if (typeof member !== 'function') return member;
      if (LOOKS.has(method))
        return (...args: unknown[]) => {
          unseen.clear();
          return Reflect.apply(member, owner, args) as unknown;
        };
      if (!WRITES.has(method)) return member;
      return async (...args: unknown[]) => {
        const [at, toldBefore] = [clock.now(), told.length];
        const before = byId(idOf(args, method));
        for (const email of method === 'invite' ? emailsIn(args) : []) {
          if (unseen.has(email)) blind.push(email);
          unseen.add(email);
        }
        const outcome = (await Reflect.apply(member, owner, args)) as
          | { readonly kind: string }
          | ReadonlyMap<string, InviteOutcome>;
        if (outcome instanceof Map) {
          for (const one of outcome.values())
            if (one.kind === 'done' && one.value?.how === 'invited')
              writes.push({ at, toldBefore, target: name, method, account: one.value.account, argument: undefined });
        } else if ('kind' in outcome && outcome.kind === 'done')
          writes.push({
            at,
            toldBefore,
            target: name,
            method,
            account: before,
            argument: args[method === 'removeFromGroup' ? 0 : 1],
          });
        return outcome;
      };
    },
  });
  const tenant: Tenant = {
    name,
    target,
    far,
    writes,
    blind,
    dirtyAt: clock.now(),
    sweepsAt: clock.now(),
    untouchable: new Set(far.accounts().map(({ id }) => id)),
    accept: (email) => {
      const invited = far.accounts().some((account) => account.email === email && account.state === 'invited');
      if (invited) far.accept(email);
      if (invited) tenant.dirtyAt = clock.now();
      return invited;
    },
    edit: async (id, edit) => {
      const account = byId(id);
      if (!account) return false;
      tenant.dirtyAt = clock.now();
      switch (edit) {
        case 'disable':
        case 'enable':
          if (account.state === 'invited') return false;
          far.put({ ...account, enabled: edit === 'enable', state: edit === 'enable' ? 'active' : 'disabled' });
          return true;
        case 'change role':
          far.put({ ...account, role: account.role === least ? TENANTS[name].usual : least });
          return true;
        case 'leave groups':
          for (const { id: groupId } of await groupsOf(id)) await far.removeFromGroup(groupId, [id], ALWAYS);
          return true;
        case 'delete':
          far.remove(id);
          return true;
      }
    },
    provision: (email, isOn) => {
      tenant.dirtyAt = clock.now();
      const there = far.accounts().find((account) => account.email === email);
      const account = there ?? plain(email, least);
      far.put({ ...account, enabled: isOn, state: isOn ? 'active' : 'disabled' });
    },
    groupsOf: async (id) => (await groupsOf(id)).map(({ alias, name: internal }) => alias ?? internal).sort(),
  };
  const groupsOf = async (id: string) => {
    const answer = await far.groupsOf(id, ALWAYS);
    return answer.kind === 'done' ? answer.value : [];
  };
  return tenant;
}

const emailsIn = ([invitations]: readonly unknown[]): readonly string[] =>
  (invitations as readonly Invitation[]).map(({ email }) => email);

interface InviteOutcome {
  readonly kind: string;
  readonly value?: { readonly how: string; readonly account: Account };
}
