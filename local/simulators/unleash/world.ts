import { createClock } from '../kit/clock.ts';
import { createFaultDesk } from '../kit/faults/fault-desk.ts';
import { createRequestLog } from '../kit/http/request-log.ts';
import { newSecret } from '../kit/new-secret.ts';
import { createRandom } from '../kit/random.ts';
import type { Start, World } from '../kit/world.ts';
import { type CreateLimit, createLimit } from './http/create-limit.ts';
import { seedInstance } from './seed.ts';
import { createInstance, type Instance } from './tenant/instance.ts';
import type { InstanceOptions } from './tenant/options.ts';

/** An instance of Unleash, and everything else that a reset starts anew. */
export interface UnleashWorld extends World<InstanceOptions> {
  readonly instance: Instance;
  readonly limit: CreateLimit;
}

export function createWorld(settings: Start<InstanceOptions>): UnleashWorld {
  const clock = createClock(settings.timeScale, settings.realTime);
  if (settings.startAt !== undefined) clock.set(settings.startAt);
  const instance = createInstance();
  const limit = createLimit();
  let { options, token: secret } = settings;
  seedInstance({ instance, random: createRandom(settings.seed), now: clock.now(), users: settings.seedUsers });
  instance.forgetHistory();
  return {
    clock,
    instance,
    limit,
    faults: createFaultDesk(settings.faults),
    log: createRequestLog(),
    options: () => options,
    setOptions(next) {
      options = next;
    },
    token: () => secret,
    rotateToken() {
      secret = newSecret('unleash');
      return secret;
    },
    settle: () => {},
    forgetTime() {
      instance.forgetHistory();
      limit.reset();
    },
  };
}
