import { type Clock, createClock } from './clock.ts';
import type { Fault } from './faults/fault.ts';
import { createFaultDesk, type FaultDesk } from './faults/fault-desk.ts';
import { createRateLimit, type RateLimit } from './http/rate-limit.ts';
import { createRequestLog, type RequestLog } from './http/request-log.ts';
import { createRandom } from './random.ts';
import { seedTenant } from './seed/seed-tenant.ts';
import type { TenantOptions } from './tenant/options.ts';
import { createTenant, newSecret, type Tenant } from './tenant/tenant.ts';

export interface WorldSettings {
  readonly token: string;
  readonly seedUsers: number;
  readonly seed: number;
  readonly options: TenantOptions;
  readonly faults: readonly Fault[];
  readonly timeScale: number;
  /** Epoch ms; undefined = what `realTime` says. */
  readonly startAt: number | undefined;
  readonly realTime: () => number;
}

/** Everything that a reset starts anew. */
export interface World {
  readonly clock: Clock;
  readonly tenant: Tenant;
  readonly faults: FaultDesk;
  readonly rateLimit: RateLimit;
  readonly log: RequestLog;
  options(): TenantOptions;
  setOptions(options: TenantOptions): void;
  /** The simulator's own API token, as it is now. */
  token(): string;
  /** Gives that token a new secret; the old one is unknown at once. */
  rotateToken(): string;
  /** After the clock was set, earlier instants mean nothing any more. */
  forgetTime(): void;
}

export function createWorld(settings: WorldSettings): World {
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
    forgetTime() {
      tenant.forgetHistory();
      rateLimit.reset();
    },
  };
}
