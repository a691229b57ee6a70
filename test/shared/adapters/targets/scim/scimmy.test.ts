import { expect, it } from 'vitest';
import { scimTarget } from '../../../../../shared/adapters/targets/scim/scim-target.ts';
import { SCIM_TRAITS } from '../../../../../shared/adapters/targets/scim/traits.ts';
import { describeScimServer } from '../../../../contract/scim/scim-server.ts';
import { describeTarget } from '../../../../contract/target.ts';
import { fixedRandom } from '../../../../support/fixed-random.ts';
import { startScimmy } from '../../../../support/scimmy/scimmy-server.ts';
import { virtualClock } from '../../../../support/virtual-clock.ts';

describeTarget(
  'the SCIM client on scimmy, a server of another author',
  {
    traits: SCIM_TRAITS,
    listings: [0, 1, 101],
    // its filters do not read escaped quotes and list everybody: the client says that it does not know (below)
    withoutAddresses: ['"quoted"@example.com'],
  },
  async () => {
    const server = await startScimmy();
    const clock = virtualClock(Date.now());
    const secret = async () => ({ baseUrl: server.url, token: server.token });
    const target = scimTarget({
      name: 'scimmy',
      clock,
      random: fixedRandom(),
      secret: { get: secret, refresh: secret },
    });
    const create = (email: string) => {
      const id = crypto.randomUUID();
      const emails = [{ value: email, type: 'work', primary: true }];
      server.users.set(id, { id, userName: email, active: true, emails, meta: { resourceType: 'User' } });
      return id;
    };
    return {
      target,
      call: { deadline: clock.now() + 3_600_000 },
      // who has an account is in at once
      accept: async () => {},
      create: async (emails) => emails.map(create),
      remove: async (id) => {
        server.users.delete(id);
      },
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  },
);

/** Measured with scimmy 1.3.5; docs/providers/scim.md says what each of them means for the client. */
const DEVIATIONS = {
  'a body without a schema is refused': '201, and the schema is put in',
  'userName eq does not mind case': 'texts of filters are compared as they are',
  'quotes and backslashes of a value are escaped as in JSON': '400: its filters read no escaped quote',
  'a filter that cannot be read is refused': '200 and everybody: the filter is ignored',
  'a group is found by its name, and shows no members where they are excluded': 'the name minds case',
  'what lies behind the last page is empty': 'everybody is listed again',
  'active is switched off by Entra’s old form, with a capital letter and a text': '400: a text is no boolean',
  'a key with a URN is an attribute of that extension': '400: the extension must be declared first',
  'a PATCH without operations is a wrong syntax': '400 invalidValue',
  'a member is added once, however often': 'the member is there twice',
  'the names of a PATCH do not mind case': '400: Operations is known by this case only',
  'a user shows the groups that it is in, and cannot write them': '204, and nothing is written',
  'what a server says of itself cannot be filtered': 'the filter is ignored',
};

describeScimServer('scimmy', startScimmy, DEVIATIONS);

it('says that it does not know who is there, where the filter of a server reads no quotes and lists everybody', async () => {
  await using server = await startScimmy();
  const clock = virtualClock(Date.now());
  const secret = async () => ({ baseUrl: server.url, token: server.token });
  const target = scimTarget({ name: 'scimmy', clock, random: fixedRandom(), secret: { get: secret, refresh: secret } });
  const call = { deadline: clock.now() + 60_000 };
  await target.invite([{ email: 'bob@example.com', role: 'user' }], call);
  const email = '"quoted"@example.com';
  expect(await target.findByEmails([email], call)).toEqual({
    kind: 'done',
    value: new Map([[email, { kind: 'unknown' }]]),
  });
  expect((await target.invite([{ email, role: 'user' }], call)).get(email)).toMatchObject({ kind: 'retryable' });
  expect(server.users.size).toBe(1);
});
