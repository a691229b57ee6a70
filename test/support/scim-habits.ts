import type { ScimOptions } from '../../shared/contracts/config/scim-options.ts';
import { type ScimUnderTest, scimOnSimulator } from './scim.ts';

/** What tests of the SCIM client ask most, on a directory that differs from the standard in one thing or another. */
export const ada = 'ada@example.com';
export const bob = 'bob@example.com';

export const on = (simulator: object, options: ScimOptions = {}) =>
  scimOnSimulator({ options: simulator }, { options });
export const put = async (scim: ScimUnderTest, email: string, more: object = {}) =>
  (await scim.control<{ id: string }>('POST', 'users', { email, ...more })).id;
export const group = async (scim: ScimUnderTest, name: string) =>
  (await scim.control<{ id: string }>('POST', 'groups', { name })).id;
export const sighting = async ({ target, call }: ScimUnderTest, email: string) => {
  const found = await target.findByEmails([email], call);
  return found.kind === 'done' ? found.value.get(email) : found;
};
export const invite = async ({ target, call }: ScimUnderTest, email: string, externalId?: string) =>
  (await target.invite([{ email, role: 'user', ...(externalId !== undefined && { externalId }) }], call)).get(email);
export const operations = ({ sent }: ScimUnderTest) => sent.map(({ operation }) => operation);
export const countUsers = async (scim: ScimUnderTest) =>
  (await scim.control<{ users: readonly unknown[] }>('GET', 'state')).users.length;
export const stateOf = async (scim: ScimUnderTest, id: string) =>
  (
    await scim.control<{ users: readonly { id: string; state: string; groups: readonly string[] }[] }>('GET', 'state')
  ).users.find((user) => user.id === id);
