import type { Group } from './group.ts';
import type { InstanceOptions } from './options.ts';
import type { User } from './user.ts';

/** Everything that is stored, at one moment. Never changed, only replaced. */
export interface Stored {
  readonly users: ReadonlyMap<number, User>;
  readonly groups: ReadonlyMap<number, Group>;
}

/** All state of one instance. Writers take the instant, so that delayed readers can be served. */
export interface Instance {
  now(): Stored;
  asOf(instant: number): Stored;
  putUser(user: User, at: number): void;
  /** With the memberships and the tokens. */
  removeUser(id: number, at: number): void;
  putGroup(group: Group, at: number): void;
  removeGroup(id: number, at: number): void;
  /** Ids are never given twice. */
  nextUserId(): number;
  nextGroupId(): number;
  /** Personal tokens: secret → user id. */
  readonly tokens: Map<string, number>;
  forgetHistory(): void;
}

export function createInstance(): Instance {
  let stored: Stored = { users: new Map(), groups: new Map() };
  let history: { readonly from: number; readonly stored: Stored }[] = [];
  let [userId, groupId] = [0, 0];
  const tokens = new Map<string, number>();
  const change = (next: Partial<Stored>, at: number) => {
    stored = { ...stored, ...next };
    history.push({ from: at, stored });
  };
  return {
    tokens,
    now: () => stored,
    asOf: (instant) => history.findLast(({ from }) => from <= instant)?.stored ?? stored,
    putUser: (user, at) => change({ users: new Map(stored.users).set(user.id, user) }, at),
    removeUser(id, at) {
      const users = new Map(stored.users);
      users.delete(id);
      const without = (group: Group) => ({ ...group, members: group.members.filter(({ userId }) => userId !== id) });
      change({ users, groups: new Map([...stored.groups].map(([key, group]) => [key, without(group)])) }, at);
      for (const [secret, owner] of tokens) if (owner === id) tokens.delete(secret);
    },
    putGroup: (group, at) => change({ groups: new Map(stored.groups).set(group.id, group) }, at),
    removeGroup(id, at) {
      const groups = new Map(stored.groups);
      groups.delete(id);
      change({ groups }, at);
    },
    nextUserId: () => ++userId,
    nextGroupId: () => ++groupId,
    forgetHistory() {
      history = [{ from: Number.NEGATIVE_INFINITY, stored }];
    },
  };
}

/** Everybody there is; the open source edition has no service accounts. */
export const everybody = ({ users }: Stored, { edition }: Pick<InstanceOptions, 'edition'>): readonly User[] =>
  [...users.values()].filter(({ kind }) => kind !== 'service' || edition === 'enterprise');

export const people = ({ users }: Stored): readonly User[] =>
  [...users.values()].filter(({ kind }) => kind === 'person');

export const personById = ({ users }: Stored, id: number): User | undefined => {
  const user = users.get(id);
  return user?.kind === 'person' ? user : undefined;
};

export const groupsOf = ({ groups }: Stored, userId: number): readonly Group[] =>
  [...groups.values()].filter(({ members }) => members.some((member) => member.userId === userId));
