import type { Random } from '../../kit/random.ts';
import { type ApiToken, MAX_LIFESPAN_SECONDS } from '../tenant/api-token.ts';
import type { Group } from '../tenant/group.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { seedUser } from './seed-user.ts';

interface Seed {
  readonly tenant: Tenant;
  readonly random: Random;
  readonly now: number;
  readonly users: number;
  /** Of the simulator's own API token. */
  readonly secret: string;
}

const YEAR_MS = 31_536_000_000;

/** Fills an empty tenant with people, groups and the simulator's own API token; returns that token. */
export function seedTenant({ tenant, random, now, users, secret }: Seed): ApiToken {
  const token: ApiToken = {
    id: random.guid(),
    clientId: `apikey-${random.guid()}`,
    displayName: 'simulator',
    description: 'The token this simulator was started with.',
    secret,
    createdAt: now - 1000,
    lifespanSeconds: MAX_LIFESPAN_SECONDS,
    createdBy: 'dana',
    personaQualifiedNames: [],
  };
  tenant.tokens.put(token, now);
  if (users > 0) seedPeople({ tenant, random, now, users });
  return token;
}

const sharesOfGroups = [
  ['data_eng', 'Data Engineering', 0.2],
  ['analysts', 'Analysts', 0.3],
  ['finance_readers', 'Finance Readers', 0.1],
  ['hr_readers', 'HR Readers', 0.05],
  ['governance', 'Governance', 0.03],
] as const;

function seedPeople({ tenant, random, now, users }: Omit<Seed, 'secret'>): void {
  const make = (name: string, alias: string, isDefault: boolean): Group => {
    const createdAt = String(now - 2 * YEAR_MS - random.integer(1_000_000));
    const attributes = { alias: [alias], isDefault: [String(isDefault)], createdAt: [createdAt], createdBy: ['dana'] };
    const group = { id: random.guid(), name, attributes };
    tenant.groups.put(group, now);
    return group;
  };
  const everyone = make('everyone', 'Everyone', true);
  const groups = sharesOfGroups.map(([name, alias, share]) => ({ id: make(name, alias, false).id, share }));
  const takenNames = new Set<string>();
  for (let index = 0; index < users; index += 1) {
    const joined = groups.filter(({ share }) => random.next() < share).map(({ id }) => id);
    tenant.users.put(seedUser({ random, index, before: now, groupIds: [everyone.id, ...joined], takenNames }), now);
  }
}
