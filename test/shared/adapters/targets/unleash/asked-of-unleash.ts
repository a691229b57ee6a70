import type { UnleashUnderTest } from '../../../../support/unleash.ts';

export const ada = 'ada@example.com';
export const operations = ({ sent }: UnleashUnderTest) => sent.map(({ operation }) => operation);
export const put = ({ control }: UnleashUnderTest, user: object) =>
  control<{ id: string }>('POST', 'users', user).then(({ id }) => id);
export const find = async ({ target, call }: UnleashUnderTest, email: string) => {
  const seen = await target.findByEmails([email], call);
  return seen.kind === 'done' ? seen.value.get(email) : seen;
};
export const invite = async ({ target, call }: UnleashUnderTest, email: string, role = 'editor') =>
  (await target.invite([{ email, role }], call)).get(email);

export const user = ({ control }: UnleashUnderTest, email: string) =>
  control<{ id: string }>('POST', 'users', { email }).then(({ id }) => id);
export const group = ({ control }: UnleashUnderTest, body: object) =>
  control<{ id: string }>('POST', 'groups', { name: 'DX team', ...body }).then(({ id }) => id);
export const membersOf = async (unleash: UnleashUnderTest, id: string) =>
  (await unleash.state()).groups.find((one) => one.id === id)?.members.toSorted();

/** Some users, a group with the first of them, and a client that knows the edition. */
export async function team(unleash: UnleashUnderTest, count: number, more: object = {}) {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push(await user(unleash, `p${n}@example.com`));
  const groupId = await group(unleash, { members: ids.slice(0, 1), ...more });
  await unleash.target.listGroups(unleash.call);
  unleash.sent.length = 0;
  return { ids, groupId };
}
