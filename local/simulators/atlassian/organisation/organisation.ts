import type { Random } from '../../kit/random.ts';
import { createHistory, type History, type View } from './history.ts';
import type { OrganisationOptions } from './options.ts';
import { type Group, stateOf, type User } from './records.ts';

/** The state of one organisation. */
export interface Organisation {
  readonly users: History<User>;
  readonly groups: History<Group>;
  guid(): string;
  /** One of the three forms that account ids have. */
  accountId(): string;
  nextSequence(): number;
  forgetHistory(): void;
}

/** What one request may see. */
export interface Seen {
  readonly users: View<User>;
  readonly groups: View<Group>;
}

export function createOrganisation(random: Random): Organisation {
  const users = createHistory<User>();
  const groups = createHistory<Group>();
  let sequence = 0;
  return {
    users,
    groups,
    guid: () => random.guid(),
    accountId: () =>
      random.pick([
        () => random.guid().replaceAll('-', '').slice(0, 24),
        () => `557058:${random.guid()}`,
        () => `712020:${random.guid()}|${random.integer(10)}`,
      ])(),
    nextSequence: () => {
      sequence += 1;
      return sequence;
    },
    forgetHistory: () => {
      users.forget();
      groups.forget();
    },
  };
}

export const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export const userByEmail = (users: View<User>, email: string): User | undefined =>
  users.all().find((user) => user.accountType === 'atlassian' && sameText(user.email, email));

export const groupByName = (groups: View<Group>, directoryId: string, name: string): Group | undefined =>
  groups.all().find((group) => group.directoryId === directoryId && sameText(group.name, name));

export const membersOf = (users: View<User>, groupId: string): readonly User[] =>
  users.all().filter(({ groupIds }) => groupIds.includes(groupId));

/** Whether one more person may become active. */
export function hasSeat({ users }: Seen, { seats, directoryIds }: OrganisationOptions): boolean {
  if (seats === null) return true;
  const isActive = (user: User) => directoryIds.some((id) => stateOf(user, id) === 'active');
  return users.all().filter(isActive).length < seats;
}

/** Whether the company's verified domain owns the account. */
export const isManaged = ({ email }: User, { verifiedDomains }: OrganisationOptions): boolean =>
  verifiedDomains.some((domain) => email.toLowerCase().endsWith(`@${domain}`));
