import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { targetGroupsAccessListCommand } from '../../../shared/contracts/operate/target-groups/access-list.ts';
import type { targetGroupsCountCommand } from '../../../shared/contracts/operate/target-groups/count.ts';
import type { targetGroupsListCommand } from '../../../shared/contracts/operate/target-groups/list.ts';
import type { targetGroupsShowCommand } from '../../../shared/contracts/operate/target-groups/show.ts';
import type { targetGroupsStatsCommand } from '../../../shared/contracts/operate/target-groups/stats.ts';
import type { Page } from '../paper/page.ts';
import { count } from '../paper/readable.ts';
import { paragraphs, section, table } from '../paper/table.ts';

const USES = { policy: 'policy', 'identity-provider': 'identity provider' } as const;

export function showGroupsList({ target, groups }: OutputOf<typeof targetGroupsListCommand>, page: Page): string {
  if (groups.length === 0) return `${target} has no groups`;
  const rows = groups.map(({ id, name, alias, members, usedBy }) => [
    alias ?? name,
    name,
    members,
    usedBy.map((use) => USES[use]).join(', ') || undefined,
    id,
  ]);
  return table(['group', 'internal name', 'members', 'used by', 'id'], rows, page);
}

const MANAGERS = {
  us: 'those who may administer the target',
  'identity-provider': 'an identity provider',
  product: 'the product itself',
} as const;

export function showGroupsShow(
  { target, group, managedBy, description, facts, members, access }: OutputOf<typeof targetGroupsShowCommand>,
  page: Page,
): string {
  const head = [
    `${page.paint('bold', group.alias ?? group.name)} of ${target}, id ${group.id}`,
    ...(description === undefined ? [] : [description]),
    `Who is in it is decided by ${MANAGERS[managedBy]}`,
    ...(group.usedBy.length > 0 ? [`Used by ${group.usedBy.map((use) => USES[use]).join(' and ')}`] : []),
    ...Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`),
  ].join('\n');
  const people = members.map(({ id, email, state }) => [email, state, id]);
  return paragraphs([
    head,
    ...(access ? section('It gives', { head: ['role', 'resource'], rows: access.map(rowOf) }, page) : []),
    members.length === 0
      ? 'It has no members'
      : section(count(members.length, 'member'), { head: ['e-mail', 'state', 'account'], rows: people }, page),
  ]);
}

const rowOf = ({ role, resource }: { readonly role: string; readonly resource: string }) => [role, resource];

export const showGroupsCount = ({ target, groups }: OutputOf<typeof targetGroupsCountCommand>): string =>
  `${target} counts ${count(groups, 'group')}`;

export const showGroupsStats = ({ target, figures }: OutputOf<typeof targetGroupsStatsCommand>, page: Page): string =>
  Object.keys(figures).length === 0
    ? `${target} shows no figures`
    : table(['figure', 'value'], Object.entries(figures), page);

export const showGroupsAccess = (
  { target, group, access }: OutputOf<typeof targetGroupsAccessListCommand>,
  page: Page,
): string =>
  access.length === 0 ? `${group} of ${target} gives nothing` : table(['role', 'resource'], access.map(rowOf), page);
