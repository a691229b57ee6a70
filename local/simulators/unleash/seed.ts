import type { Random } from '../kit/random.ts';
import type { Instance } from './tenant/instance.ts';
import { ADMIN, VIEWER } from './tenant/role.ts';

interface Seed {
  readonly instance: Instance;
  readonly random: Random;
  readonly now: number;
  /** How many people are invented. */
  readonly users: number;
}

/** Unleash itself, and the holder of a deprecated admin token. */
const SYSTEM_USER = -1337;
export const ADMIN_TOKEN_USER = -42;

const FIRST = ['Ada', 'Grace', 'Linus', 'Margaret', 'Edsger', 'Barbara', 'Alan', 'Radia', 'Zoë', 'José'] as const;
const LAST = ['Aster', 'Birch', 'Cedar', 'Dahlia', 'Elm', 'Fern', 'Ginkgo', 'Hazel', 'Iris', 'Juniper'] as const;
const TEAMS = ['DX team', 'Payments', 'Mobile', 'Growth', 'Platform', 'Web'] as const;
const DAY_MS = 86_400_000;

/** The users that every instance has, the service account whose token the simulator accepts, and invented people in six groups. */
export function seedInstance({ instance, random, now, users }: Seed): void {
  const common = { rootRole: ADMIN, createdAt: now - 400 * DAY_MS, hasPassword: false } as const;
  instance.putUser(
    { ...common, id: SYSTEM_USER, kind: 'system', name: 'Unleash System', username: 'unleash_system_user' },
    now,
  );
  instance.putUser(
    {
      ...common,
      id: ADMIN_TOKEN_USER,
      kind: 'system',
      name: 'Unleash Admin Token User',
      username: 'unleash_admin_token',
    },
    now,
  );
  const service = {
    id: instance.nextUserId(),
    kind: 'service',
    name: 'Provisioning',
    username: 'service:provisioning',
  } as const;
  instance.putUser({ ...common, ...service }, now);
  const members = new Map<string, number[]>(TEAMS.map((team) => [team, []]));
  for (let index = 0; index < users; index += 1) {
    const [first, last] = [random.pick(FIRST), random.pick(LAST)];
    const id = instance.nextUserId();
    const createdAt = now - DAY_MS - random.integer(300 * DAY_MS);
    const hasCome = random.next() < 0.9;
    const plain = `${first}.${last}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    instance.putUser(
      {
        id,
        kind: 'person',
        name: `${first} ${last}`,
        email: `${plain}${index}@example.com`,
        rootRole: index < 3 ? ADMIN : random.next() < 0.5 ? 2 : VIEWER,
        createdAt,
        ...(hasCome ? { seenAt: createdAt + random.integer(now - createdAt) } : { inviteToken: random.guid() }),
        hasPassword: false,
      },
      now,
    );
    for (const team of TEAMS) if (random.next() < 0.25) members.get(team)?.push(id);
  }
  if (users === 0) return;
  for (const [name, ids] of members) {
    const joinedAt = now - random.integer(100 * DAY_MS);
    instance.putGroup(
      {
        id: instance.nextGroupId(),
        name,
        description: `Invented: ${name}`,
        mappingsSSO: name === 'Web' ? ['sso-web'] : [],
        rootRole: name === 'Platform' ? 2 : null,
        createdBy: 'unleash_system_user',
        createdAt: joinedAt,
        scimId: null,
        members: ids.map((userId) => ({ userId, joinedAt, createdBy: 'unleash_system_user' })),
      },
      now,
    );
  }
}
