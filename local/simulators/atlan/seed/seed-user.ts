import type { Random } from '../../kit/random.ts';
import { type AccountState, type LoginEvent, type User, workspaceRoles } from '../tenant/user.ts';
import { firstNames, lastNames, professions } from './names.ts';

interface SeedUserInput {
  readonly random: Random;
  readonly index: number;
  /** Everything about the user lies before this instant. */
  readonly before: number;
  readonly groupIds: readonly string[];
  readonly takenNames: Set<string>;
}

const DAY_MS = 86_400_000;
const TWO_YEARS_MS = 730 * DAY_MS;

/** The first three are active administrators; of the others nine in ten are active. */
export function seedUser({ random, index, before, groupIds, takenNames }: SeedUserInput): User {
  const state = index < 3 ? 'active' : randomState(random);
  const firstName = random.pick(firstNames);
  const lastName = random.pick(lastNames);
  const username = uniqueName(`${ascii(firstName)}.${ascii(lastName)}`, takenNames);
  const createdTimestamp = before - DAY_MS - random.integer(TWO_YEARS_MS - DAY_MS);
  const invited = state === 'invited';
  const logins = invited || state === 'provisioned' ? [] : seedLogins(random, createdTimestamp, before);
  return {
    id: random.guid(),
    username,
    email: `${emailName(username, random)}@example.com`,
    emailVerified: !invited,
    enabled: state !== 'disabled',
    ...(invited ? {} : { firstName, lastName }),
    workspaceRole: index < 3 ? workspaceRoles[0] : random.next() < 0.8 ? workspaceRoles[1] : workspaceRoles[2],
    groupIds,
    attributes: seedAttributes(random, createdTimestamp, state),
    createdTimestamp,
    ...(logins[0] === undefined ? {} : { lastLoginTime: logins[0].time }),
    loginEvents: logins,
    isLocked: false,
    isScimUser: state === 'provisioned',
  };
}

function randomState(random: Random): AccountState {
  const chance = random.next();
  if (chance < 0.04) return 'invited';
  if (chance < 0.06) return 'provisioned';
  return chance < 0.1 ? 'disabled' : 'active';
}

function seedLogins(random: Random, after: number, before: number): readonly LoginEvent[] {
  const times = [0, 1].map(() => after + 1 + random.integer(before - after - 2)).sort((a, b) => b - a);
  return times.map((time) => ({ sessionId: random.guid(), ipAddress: `10.0.0.${1 + random.integer(250)}`, time }));
}

function seedAttributes(random: Random, createdTimestamp: number, state: AccountState): User['attributes'] {
  const profile = { profileRole: [random.pick(professions)], profileRoleOther: [''] };
  if (state === 'provisioned') return profile;
  const invitedAt = new Date(createdTimestamp).toISOString().replace(/\.\d+Z$/, 'Z');
  const invitation = { invitedAt: [invitedAt], invitedBy: ['dana'], invitedByName: ['Dana Reyes'] };
  return state === 'invited' ? invitation : { ...profile, ...invitation };
}

/** Letters without their marks: usernames and most addresses are ASCII. */
function ascii(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replace(/[^a-z]/g, '');
}

function uniqueName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
  taken.add(name);
  return name;
}

/** One in a hundred addresses has a `+`, one an apostrophe: both are allowed, and both break careless clients. */
function emailName(username: string, random: Random): string {
  const chance = random.next();
  if (chance < 0.01) return `${username}+atlan`;
  return chance < 0.02 ? username.replace('.', ".o'") : username;
}
