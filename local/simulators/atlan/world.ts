import { createClock } from '../kit/clock.ts';
import { createFaultDesk } from '../kit/faults/fault-desk.ts';
import { createRequestLog } from '../kit/http/request-log.ts';
import { createRandom } from '../kit/random.ts';
import type { Start, World } from '../kit/world.ts';
import { createRateLimit, type RateLimit } from './http/rate-limit.ts';
import { seedTenant } from './seed/seed-tenant.ts';
import type { TenantOptions } from './tenant/options.ts';
import { createTenant, newSecret, type Tenant } from './tenant/tenant.ts';

/** An Atlan tenant, and everything else that a reset starts anew. */
export interface AtlanWorld extends World<TenantOptions> {
  readonly tenant: Tenant;
  readonly rateLimit: RateLimit;
}

export function createWorld(settings: Start<TenantOptions>): AtlanWorld {
  const clock = createClock(settings.timeScale, settings.realTime);
  if (settings.startAt !== undefined) clock.set(settings.startAt);
  const random = createRandom(settings.seed);
  const tenant = createTenant(random);
  const rateLimit = createRateLimit();
  let options = settings.options;
  const ownToken = seedTenant({ tenant, random, now: clock.now(), users: settings.seedUsers, secret: settings.token });
  let secret = settings.token;
  tenant.forgetHistory();
  return {
    clock,
    tenant,
    rateLimit,
    faults: createFaultDesk(settings.faults),
    log: createRequestLog(),
    options: () => options,
    setOptions(next) {
      options = next;
    },
    token: () => secret,
    rotateToken() {
      secret = newSecret();
      const now = clock.now();
      tenant.tokens.put({ ...(tenant.tokens.get(ownToken.id) ?? ownToken), secret, createdAt: now }, now);
      return secret;
    },
    settle: (now) => tenant.settle(now),
    forgetTime() {
      tenant.forgetHistory();
      rateLimit.reset();
    },
  };
}
