import { describeTarget } from '../../../../contract/target.ts';
import { atlanOnSimulator } from '../../../../support/atlan.ts';

describeTarget('the Atlan client on its simulator', async () => {
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
