import { ATLAN_TRAITS } from '../../../../../shared/adapters/targets/atlan/traits.ts';
import { describeTarget } from '../../../../contract/target.ts';
import { atlanOnSimulator } from '../../../../support/atlan.ts';

const habits = {
  traits: ATLAN_TRAITS,
  groupName: (alias: string) => alias.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_'),
  aliases: { clashing: ['R&D - EU', 'R D EU'], unnameable: '数据' },
} as const;

describeTarget('the Atlan client on its simulator', habits, async () => {
  const atlan = await atlanOnSimulator();
  return {
    target: atlan.target,
    call: atlan.call,
    accept: async (email) => {
      await atlan.control('POST', 'accept', { email });
      await atlan.control('POST', 'sign-in', { email });
    },
    create: async (emails) => {
      const ids: string[] = [];
      for (const email of emails) {
        const { id } = await atlan.control<{ id: string }>('POST', 'users', { email, state: 'active' });
        ids.push(id);
      }
      return ids;
    },
    remove: async (accountId) => {
      await atlan.control('DELETE', `users/${accountId}`);
    },
    [Symbol.asyncDispose]: () => atlan[Symbol.asyncDispose](),
  };
});
