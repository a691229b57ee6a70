import { createClock } from '../kit/clock.ts';
import { createFaultDesk } from '../kit/faults/fault-desk.ts';
import { createRequestLog } from '../kit/http/request-log.ts';
import { newSecret } from '../kit/new-secret.ts';
import { createRandom } from '../kit/random.ts';
import type { Start, World } from '../kit/world.ts';
import { seedDirectory } from './seed/seed-directory.ts';
import { createDirectory, type Directory } from './tenant/directory.ts';
import type { DirectoryOptions } from './tenant/options.ts';

/** A SCIM directory, and everything else that a reset starts anew. */
export interface ScimWorld extends World<DirectoryOptions> {
  readonly directory: Directory;
}

export function createWorld(settings: Start<DirectoryOptions>): ScimWorld {
  const clock = createClock(settings.timeScale, settings.realTime);
  if (settings.startAt !== undefined) clock.set(settings.startAt);
  const random = createRandom(settings.seed);
  const directory = createDirectory(random);
  let { options, token } = settings;
  seedDirectory(directory, random, settings.seedUsers, clock.now());
  directory.forgetHistory();
  return {
    clock,
    directory,
    faults: createFaultDesk(settings.faults),
    log: createRequestLog(),
    options: () => options,
    setOptions(next) {
      options = next;
    },
    token: () => token,
    rotateToken() {
      token = newSecret('scim');
      return token;
    },
    settle: () => {},
    forgetTime: () => directory.forgetHistory(),
  };
}
