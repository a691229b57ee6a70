import { SCIM_TRAITS } from '../../../../../shared/adapters/targets/scim/traits.ts';
import { describeTarget } from '../../../../contract/target.ts';
import { scimOnSimulator } from '../../../../support/scim.ts';

/** A careful server, and others that differ from it in what RFC 7644 allows. */
const SERVERS = {
  'a generic server': { listings: undefined, options: {} },
  'a server without PATCH and discovery': {
    listings: [0, 101],
    options: { patch: '501', discovery: false, usersShowGroups: false },
  },
  'a server that pages by cursors, wants versions and writes booleans as texts': {
    listings: [0, 1, 50, 101],
    options: { cursors: true, etags: 'required', maxPage: 50, booleans: 'text', errorStatus: 'number' },
  },
  'a server like Unleash': { listings: [0, 101], options: { profile: 'unleash' } },
  'a server like Atlassian': { listings: [0, 101], options: { profile: 'atlassian' } },
} as const;

for (const [name, { listings, options }] of Object.entries(SERVERS)) {
  const habits = { traits: SCIM_TRAITS, ...(listings && { listings }) };
  describeTarget(`the SCIM client on ${name}`, habits, async () => {
    const profile = 'profile' in options ? options.profile : 'generic';
    const scim = await scimOnSimulator({ options }, { options: { profile } });
    return {
      target: scim.target,
      call: scim.call,
      accept: async (email) => {
        await scim.control('POST', 'sign-in', { email });
      },
      create: async (emails) => (await scim.control<{ ids: readonly string[] }>('POST', 'users/many', { emails })).ids,
      remove: async (accountId) => {
        await scim.control('DELETE', `users/${accountId}`);
      },
      [Symbol.asyncDispose]: () => scim[Symbol.asyncDispose](),
    };
  });
}
