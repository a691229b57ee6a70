import { ATLASSIAN_TRAITS } from '../../../../../shared/adapters/targets/atlassian/traits.ts';
import { describeTarget } from '../../../../contract/target.ts';
import { atlassianOnSimulator } from '../../../../support/atlassian.ts';

const habits = {
  traits: ATLASSIAN_TRAITS,
  aliases: { clashing: ['R&D - EU', 'r&d - eu'], unnameable: ' ' },
  stranger: '712020:4c1b6ad5-7a43-4a35-9d3b-6f6f6b1d4c11|x',
} as const;

describeTarget('the Atlassian client on its simulator', habits, async () => {
  const atlassian = await atlassianOnSimulator();
  return {
    target: atlassian.target,
    call: atlassian.call,
    accept: async (email) => {
      await atlassian.control('POST', 'sign-in', { email });
    },
    create: async (emails) => {
      const ids: string[] = [];
      for (const email of emails) ids.push(await atlassian.person(email, { groups: ['atlassian-guests'] }));
      return ids;
    },
    remove: async (accountId) => {
      await atlassian.control('DELETE', `users/${encodeURIComponent(accountId)}`);
    },
    [Symbol.asyncDispose]: () => atlassian[Symbol.asyncDispose](),
  };
});
