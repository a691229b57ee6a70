import { expect, it } from 'vitest';

import { type GroupFacts, returningGroups } from '../../../../shared/domain/returning/returning-groups.ts';

const asked = {
  wanted: ['given by a rule'],
  named: ['Payments'],
  idpGroupIds: ['by configuration'],
  traits: { roles: ['viewer', 'editor', 'admin'], administrators: ['admin'] },
  maxRole: 'editor',
} as const;

/** What is said of a group that others had given; nothing where it is given again. */
function because(facts: Partial<GroupFacts> & Pick<GroupFacts, 'id'>, isThere = true): string | undefined {
  const groups = isThere ? [{ name: 'Beta testers', ...facts }] : [];
  const { given, notGiven } = returningGroups([facts.id], { ...asked, groups });
  expect(given.length + notGiven.length, 'one or the other').toBeLessThanOrEqual(1);
  return given.length > 0 ? 'given' : notGiven[0]?.because;
}

it.each([
  ['that nothing speaks against', { id: '1' }, 'given'],
  ['whose members get a role within maxRole', { id: '1', roleOfMembers: 'editor' }, 'given'],
  ['that is ours to keep', { id: '1', managedBy: 'us' }, 'given'],
  ['that a rule gives anyway', { id: 'given by a rule', name: 'Payments' }, undefined],
  ['that the catalogue names', { id: '1', name: 'Payments' }, /rules decide/],
  ['that the catalogue names as people see it', { id: '1', name: 'payments_1', alias: 'Payments' }, /rules decide/],
  ['that an identity provider keeps', { id: '1', managedBy: 'identity-provider' }, /identity provider/],
  ['that the product keeps', { id: '1', managedBy: 'product' }, /the product itself/],
  ['that is filled at sign-in', { id: '1', isFilledAtSignIn: true }, /identity provider/],
  ['of which the configuration says so', { id: 'by configuration' }, /identity provider/],
  ['that makes administrators', { id: '1', roleOfMembers: 'admin' }, /administrators \(admin\).*by hand/],
  ['with a role that the provider does not rank', { id: '1', roleOfMembers: 'root role 42' }, /not within maxRole/],
] as const)('a group %s', (_which, facts, what) => {
  if (what instanceof RegExp) expect(because(facts)).toMatch(what);
  else expect(because(facts)).toBe(what);
});

it('a group that is gone is not given, and neither is one above maxRole', () => {
  expect(because({ id: '1' }, false)).toMatch(/no such group any more/);
  const groups = [{ id: '1', name: 'Editors', roleOfMembers: 'editor' }];
  const { given, notGiven } = returningGroups(['1'], { ...asked, maxRole: 'viewer', groups });
  expect([given, notGiven[0]?.because]).toEqual([[], expect.stringContaining('not within maxRole (viewer)')]);
});

it('groups that are not given for one reason are named together', () => {
  const { notGiven } = returningGroups(['1', '2'], { ...asked, groups: [] });
  expect(notGiven).toMatchObject([{ groupIds: ['1', '2'] }]);
});
