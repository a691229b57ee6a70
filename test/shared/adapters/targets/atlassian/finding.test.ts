import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../../shared/domain/outcome.ts';
import { type AtlassianUnderTest, atlassianOnSimulator } from '../../../../support/atlassian.ts';

const doneValue = <T>(outcome: Outcome<T>): T => {
  expect(outcome).toMatchObject({ kind: 'done' });
  return (outcome as { value: T }).value;
};

const ada = 'ada@example.com';
const bob = 'bob@example.com';

const findAda = async ({ target, call }: AtlassianUnderTest) =>
  doneValue(await target.findByEmails([ada], call)).get(ada);

describe('an account by its e-mail', () => {
  it('has the highest role whose group it is in, whichever way the answer names groups', async () => {
    for (const groupIds of ['ari', 'bare'] as const) {
      await using atlassian = await atlassianOnSimulator({ options: { groupIds } });
      await atlassian.person(ada, { groups: ['atlassian-guests', 'atlassian-users'] });
      expect(await findAda(atlassian)).toMatchObject({ account: { role: 'user', state: 'active' } });
    }
  });

  it.each(['flat', 'nested'] as const)(
    'is an organisation administrator by a %s list of roles',
    async (platformRoles) => {
      await using atlassian = await atlassianOnSimulator({ options: { platformRoles } });
      await atlassian.person(ada, { role: 'org-admin', groups: ['atlassian-users'] });
      expect(await findAda(atlassian)).toMatchObject({ account: { role: 'org-admin' } });
    },
  );

  it('has no role in no role group, and is a guest there where guests have no group', async () => {
    await using atlassian = await atlassianOnSimulator();
    await atlassian.person(ada);
    expect(await findAda(atlassian)).toMatchObject({ account: { role: 'none' } });
    const another = atlassian.another({ roleGroups: { user: 'atlassian-users' } });
    expect(doneValue(await another.findByEmails([ada], atlassian.call)).get(ada)).toMatchObject({
      account: { role: 'guest' },
    });
  });

  it('has a role that is not known where the answer lists no groups', async () => {
    await using atlassian = await atlassianOnSimulator();
    await atlassian.person(ada, { groups: ['atlassian-users'] });
    await atlassian.control('PUT', 'faults', [{ kind: 'missing-fields', fields: ['groups'] }]);
    const sighting = await findAda(atlassian);
    expect(sighting).toMatchObject({ kind: 'present' });
    expect(sighting?.kind === 'present' && sighting.account).not.toHaveProperty('role');
  });

  it('is believed although the person hides it, when it is the only hit of an exact search', async () => {
    await using atlassian = await atlassianOnSimulator({ options: { hideEmails: true } });
    const id = await atlassian.person(ada);
    expect(await findAda(atlassian)).toMatchObject({ kind: 'present', account: { id, email: ada } });
  });

  it('is asked for alone when people among many hide theirs', async () => {
    await using atlassian = await atlassianOnSimulator({
      options: { hideEmails: true, verifiedDomains: ['corp.example.com'] },
    });
    const hidden = await atlassian.person(ada);
    const shown = await atlassian.person('eve@corp.example.com');
    const sightings = doneValue(
      await atlassian.target.findByEmails([ada, bob, 'eve@corp.example.com'], atlassian.call),
    );
    expect(sightings.get(ada)).toMatchObject({ kind: 'present', account: { id: hidden } });
    expect(sightings.get(bob)).toEqual({ kind: 'absent' });
    expect(sightings.get('eve@corp.example.com')).toMatchObject({ kind: 'present', account: { id: shown } });
    expect(atlassian.sent).toHaveLength(3);
  });

  it('is not known when a hidden hit is not the only one', async () => {
    await using atlassian = await atlassianOnSimulator({ options: { hideEmails: true } });
    await atlassian.person(ada);
    await atlassian.person(bob);
    await atlassian.control('PUT', 'faults', [{ kind: 'unasked-hits', rows: 1 }]);
    expect(await findAda(atlassian)).toEqual({ kind: 'unknown' });
  });

  it('is not that of a help desk customer with the same address', async () => {
    await using atlassian = await atlassianOnSimulator();
    await atlassian.person(ada, { accountType: 'customer' });
    expect(await findAda(atlassian)).toEqual({ kind: 'absent' });
    const id = await atlassian.person(ada);
    expect(await findAda(atlassian)).toMatchObject({ kind: 'present', account: { id } });
  });

  it('proves nothing when the answer does not say what kind of account it is', async () => {
    await using atlassian = await atlassianOnSimulator();
    await atlassian.person(ada);
    await atlassian.control('PUT', 'faults', [{ kind: 'missing-fields', fields: ['accountType'] }]);
    expect(await findAda(atlassian)).toEqual({ kind: 'unknown' });
  });

  it('is several when two accounts have it', async () => {
    await using atlassian = await atlassianOnSimulator();
    await atlassian.person(ada);
    const other = await atlassian.person(bob);
    await atlassian.control('POST', `users/${encodeURIComponent(other)}`, { email: ada });
    expect(await findAda(atlassian)).toMatchObject({ kind: 'several' });
  });

  it('is absent for a person whom Atlassian knows and who is in no directory', async () => {
    await using atlassian = await atlassianOnSimulator();
    const id = await atlassian.person(ada, { state: 'not-a-member' });
    expect(await findAda(atlassian)).toEqual({ kind: 'absent' });
    expect(doneValue(await atlassian.target.findByIds([id], atlassian.call)).get(id)).toEqual({ kind: 'absent' });
  });
});

describe('the state of an account', () => {
  it.each(['suspended', 'deactivated', 'closed', 'for-deletion'])('is disabled when it is %s', async (state) => {
    await using atlassian = await atlassianOnSimulator();
    await atlassian.person(ada, { state });
    expect(await findAda(atlassian)).toMatchObject({ account: { state: 'disabled', enabled: false } });
  });

  it.each(['accountStatus', 'membershipStatus'])('is not known without %s', async (field) => {
    await using atlassian = await atlassianOnSimulator();
    await atlassian.person(ada);
    await atlassian.control('PUT', 'faults', [{ kind: 'missing-fields', fields: [field] }]);
    const sighting = await findAda(atlassian);
    expect(sighting?.kind === 'present' && sighting.account).not.toHaveProperty('state');
  });

  it('is that of the configured directory, where there are several', async () => {
    const directoryIds = ['9b2e4f60-1a3c-4d5e-8f70-a1b2c3d4e5f6', '11111111-1a3c-4d5e-8f70-a1b2c3d4e5f6'];
    await using atlassian = await atlassianOnSimulator({ options: { directoryIds } });
    await atlassian.person(ada, { state: 'active', directoryId: directoryIds[1] });
    expect(await findAda(atlassian)).toEqual({ kind: 'absent' });
  });
});

describe('accounts by their ids', () => {
  it('are found in every form that ids have, ten to a request', async () => {
    await using atlassian = await atlassianOnSimulator();
    const ids: string[] = [];
    for (let n = 0; n < 21; n++) ids.push(await atlassian.person(`p${n}@example.com`));
    expect(ids.some((id) => id.includes('|'))).toBe(true);
    const sightings = doneValue(await atlassian.target.findByIds(ids, atlassian.call));
    expect([...sightings.values()].every(({ kind }) => kind === 'present')).toBe(true);
    expect(atlassian.sent).toHaveLength(3);
  });
});

describe('an account that a search by id does not show', () => {
  it('is absent only when it is not found by itself either', async () => {
    await using atlassian = await atlassianOnSimulator();
    const id = await atlassian.person(ada);
    const gone = await atlassian.person(bob, { state: 'not-a-member' });
    await atlassian.control('DELETE', `users/${encodeURIComponent(gone)}`);
    await atlassian.control('PUT', 'faults', [
      {
        kind: 'delayed-visibility',
        ms: 1_000,
        endpoint: 'POST /admin/v2/orgs/{orgId}/directories/{directoryId}/users/search',
      },
    ]);
    const sightings = doneValue(await atlassian.target.findByIds([id, gone], atlassian.call));
    expect(sightings.get(id)).toEqual({ kind: 'unknown' });
    expect(sightings.get(gone)).toEqual({ kind: 'absent' });
  });
});

describe('a listing', () => {
  it('leads from page to page by a cursor that only looks like an address', async () => {
    await using atlassian = await atlassianOnSimulator();
    for (let n = 0; n < 5; n++)
      await atlassian.person(`p${n}@example.com`, { state: n === 2 ? 'suspended' : 'active' });
    await atlassian.person('gone@example.com', { state: 'not-a-member' });
    await atlassian.control('PUT', 'faults', [{ kind: 'short-pages', rows: 2 }]);
    const emails: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = doneValue(await atlassian.target.listAccounts(cursor, atlassian.call));
      emails.push(...page.accounts.map(({ email }) => email));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(emails).toEqual(['p0@example.com', 'p1@example.com', 'p2@example.com', 'p3@example.com', 'p4@example.com']);
    const later = atlassian.exchanges.filter(({ body }) => body.includes('cursor')).map(({ body }) => JSON.parse(body));
    expect(later.map((body) => Object.keys(body).toSorted())).toEqual([
      ['cursor', 'limit'],
      ['cursor', 'limit'],
    ]);
  });

  it('is no listing when a cursor leads back', async () => {
    await using atlassian = await atlassianOnSimulator();
    await atlassian.person(ada);
    await atlassian.control('PUT', 'faults', [{ kind: 'short-pages', rows: 0 }]);
    expect(await atlassian.target.listGroups(atlassian.call)).toMatchObject({
      kind: 'retryable',
      because: expect.stringContaining('leads back to an earlier one (page 2)'),
    });
  });

  it('takes no cursor but its own', async () => {
    await using atlassian = await atlassianOnSimulator();
    expect(await atlassian.target.listAccounts('page 2', atlassian.call)).toMatchObject({ kind: 'permanent' });
  });
});
