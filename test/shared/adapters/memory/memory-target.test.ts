import { memoryTarget } from '../../../../shared/adapters/memory/memory-target.ts';
import { describeTarget } from '../../../contract/target.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

describeTarget('the in-memory target', async () => {
  const clock = virtualClock();
  const random = fixedRandom();
  const target = memoryTarget({ name: 'memory', clock, random });
  return {
    target,
    call: { deadline: clock.now() + 3_600_000 },
    accept: async (email) => target.accept(email),
    create: async (emails) =>
      emails.map((email) => {
        clock.advance(1);
        const id = random.uuid();
        target.put({
          id,
          email,
          username: email,
          state: 'active',
          role: '$member',
          enabled: true,
          emailVerified: true,
          createdAt: clock.now(),
          lastLoginAt: clock.now(),
        });
        return id;
      }),
    remove: async (id) => target.remove(id),
    [Symbol.asyncDispose]: async () => {},
  };
});
