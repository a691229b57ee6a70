import { createClock } from '../kit/clock.ts';
import { createFaultDesk } from '../kit/faults/fault-desk.ts';
import { createRequestLog } from '../kit/http/request-log.ts';
import { newSecret } from '../kit/new-secret.ts';
import { createRandom } from '../kit/random.ts';
import type { Start, World } from '../kit/world.ts';
import { createRateLimit, type RateLimit } from './http/rate-limit.ts';
import type { OrganisationOptions } from './organisation/options.ts';
import { createOrganisation, type Organisation } from './organisation/organisation.ts';
import { seedPeople } from './organisation/seed.ts';

/** An Atlassian organisation, and everything else that a reset starts anew. */
export interface AtlassianWorld extends World<OrganisationOptions> {
  readonly organisation: Organisation;
  readonly rateLimit: RateLimit;
}

export function createWorld(settings: Start<OrganisationOptions>): AtlassianWorld {
  const clock = createClock(settings.timeScale, settings.realTime);
  if (settings.startAt !== undefined) clock.set(settings.startAt);
  const random = createRandom(settings.seed);
  const organisation = createOrganisation(random);
  const rateLimit = createRateLimit();
  let { options, token } = settings;
  seedPeople({ organisation, random, options, count: settings.seedUsers, now: clock.now() });
  organisation.forgetHistory();
  return {
    clock,
    organisation,
    rateLimit,
    faults: createFaultDesk(settings.faults),
    log: createRequestLog(),
    options: () => options,
    setOptions: (next) => {
      options = next;
    },
    token: () => token,
    rotateToken: () => {
      token = newSecret('atlassian');
      return token;
    },
    // every write is made before its answer; only reads may lag
    settle: () => {},
    forgetTime: () => {
      organisation.forgetHistory();
      rateLimit.reset();
    },
  };
}
