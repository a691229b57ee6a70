import { UNLEASH_TRAITS } from '../../../../../shared/adapters/targets/unleash/traits.ts';
import { describeTarget } from '../../../../contract/target.ts';
import { type UnleashUnderTest, unleashOnSimulator } from '../../../../support/unleash.ts';

const habits = { traits: UNLEASH_TRAITS, stranger: '999999' } as const;

const underTest = (unleash: UnleashUnderTest) => ({
  target: unleash.target,
  call: unleash.call,
  accept: async (email: string) => {
    await unleash.control('POST', 'sign-in', { email });
  },
  create: async (emails: readonly string[]) => {
    const ids: string[] = [];
    for (const email of emails) {
      const { id } = await unleash.control<{ id: string }>('POST', 'users', { email });
      ids.push(id);
    }
    return ids;
  },
  remove: async (accountId: string) => {
    await unleash.control('DELETE', `users/${accountId}`);
  },
  [Symbol.asyncDispose]: () => unleash[Symbol.asyncDispose](),
});

describeTarget('the Unleash client on its simulator', habits, async () => underTest(await unleashOnSimulator()));

describeTarget(
  'the Unleash client on the open source edition',
  { ...habits, groupName: 'no-groups', listings: [0, 1, 101] },
  async () => underTest(await unleashOnSimulator({ options: { edition: 'oss' } })),
);
