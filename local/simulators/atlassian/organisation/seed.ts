import type { Random } from '../../kit/random.ts';
import type { OrganisationOptions } from './options.ts';
import type { Organisation } from './organisation.ts';
import type { Group, User } from './records.ts';

const GIVEN: readonly [string, ...string[]] = [
  'Ada',
  'Bo',
  'Chidi',
  'Dalia',
  'Emil',
  'Fatou',
  'Goran',
  'Hana',
  'Ines',
  'Jun',
];
const FAMILY: readonly [string, ...string[]] = [
  'Aalto',
  'Berg',
  'Costa',
  'Diallo',
  'Eder',
  'Fontaine',
  'Garcia',
  'Haddad',
  'Ivanova',
  'Jensen',
];
const GROUPS = ['atlassian-users', 'atlassian-guests', 'engineering', 'finance'] as const;
const DAY_MS = 86_400_000;

interface Seed {
  readonly organisation: Organisation;
  readonly random: Random;
  readonly options: OrganisationOptions;
  readonly count: number;
  readonly now: number;
}

/** Invented people under example.com; the first two are organisation administrators, one in ten is suspended. None, no groups either. */
export function seedPeople({ organisation, random, options, count, now }: Seed): void {
  if (count === 0) return;
  const [directoryId = ''] = options.directoryIds;
  const groups = GROUPS.map(
    (name): Group => ({
      id: organisation.guid(),
      sequence: organisation.nextSequence(),
      directoryId,
      name,
      description: `The group ${name}`,
      isSynced: false,
      managedBy: 'admins',
      isModifiable: true,
      isDeletable: true,
      grants: [],
    }),
  );
  for (const group of groups) organisation.groups.put(group, now);
  for (let index = 0; index < count; index++) {
    const [given, family] = [random.pick(GIVEN), random.pick(FAMILY)];
    const user: User = {
      id: organisation.accountId(),
      sequence: organisation.nextSequence(),
      email: `${given}.${family}${index}@example.com`.toLowerCase(),
      name: `${given} ${family}`,
      accountType: 'atlassian',
      accountStatus: 'active',
      memberships: { [directoryId]: index > 1 && random.integer(10) === 0 ? 'suspended' : 'active' },
      managementSource: 'invited',
      platformRoles: index < 2 ? ['atlassian/org-admin'] : [],
      groupIds: groups.filter((_, at) => at === 0 || (at > 1 && random.integer(3) === 0)).map(({ id }) => id),
      addedAt: now - random.integer(700) * DAY_MS,
      isForDeletion: false,
    };
    organisation.users.put(user, now);
  }
}
