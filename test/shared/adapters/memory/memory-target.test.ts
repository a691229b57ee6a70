import { memoryTarget } from '../../../../shared/adapters/memory/memory-target.ts';
import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';
import { ATLASSIAN_TRAITS } from '../../../../shared/adapters/targets/atlassian/traits.ts';
import { SCIM_TRAITS } from '../../../../shared/adapters/targets/scim/traits.ts';
import { UNLEASH_TRAITS } from '../../../../shared/adapters/targets/unleash/traits.ts';
import { leastRole } from '../../../../shared/domain/provider/traits.ts';
import { describeTarget, type TargetHabits } from '../../../contract/target.ts';
import { INVENTED } from '../../../invented-provider/traits.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

interface Twin {
  readonly of: string;
  readonly habits: TargetHabits;
  readonly groupNames: 'as-seen' | 'internally';
}

const TWINS: readonly Twin[] = [
  {
    of: 'Atlan',
    habits: {
      traits: ATLAN_TRAITS,
      groupName: (alias) => alias.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_'),
      aliases: { clashing: ['R&D - EU', 'R D EU'], unnameable: '数据' },
    },
    groupNames: 'internally',
  },
  { of: 'Atlassian', habits: { traits: ATLASSIAN_TRAITS }, groupNames: 'as-seen' },
  { of: 'a SCIM server', habits: { traits: SCIM_TRAITS }, groupNames: 'as-seen' },
  { of: 'Unleash', habits: { traits: UNLEASH_TRAITS }, groupNames: 'as-seen' },
  { of: 'a provider that deletes', habits: { traits: INVENTED.traits }, groupNames: 'as-seen' },
];

for (const { of, habits, groupNames } of TWINS)
  describeTarget(`the in-memory twin of ${of}`, habits, async () => {
    const clock = virtualClock();
    const random = fixedRandom();
    const { traits } = habits;
    const target = memoryTarget({ name: 'memory', clock, random, traits, groupNames });
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
            role: leastRole(traits),
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
