import type { Explanation } from '../../../shared/contracts/operate/explain/explanation.ts';
import type { Page } from '../paper/page.ts';
import { readable, when } from '../paper/readable.ts';
import { section } from '../paper/table.ts';

type Target = Explanation['targets'][number];

/** The state of a worker on each target, their accounts, and the access they should have there. */
export const showTargets = (targets: readonly Target[], page: Page): readonly string[] => [
  ...section(
    'Targets',
    {
      head: ['target', 'state', 'since', 'next check', 'hold', 'because'],
      rows: targets.map(({ target, state, since, lookAt, holdId, because }) => [
        target,
        state,
        when(since),
        when(lookAt),
        holdId,
        readable(because),
      ]),
    },
    page,
  ),
  ...section(
    'Accounts',
    {
      head: ['target', 'account', 'how', 'ended', 'groups we manage', 'API tokens that work', 'assets'],
      rows: targets.flatMap(({ target, accounts }) =>
        accounts.map(({ id, how, endedAt, ownedGroups, groups = ownedGroups, tokens, assets }) => [
          target,
          id,
          how,
          when(endedAt),
          groups.join(', ') || undefined,
          tokens && (tokens.count ?? 'not listed'),
          assets && (assets.count ?? 'not listed'),
        ]),
      ),
    },
    page,
  ),
  ...section(
    'Wanted access',
    {
      head: ['target', 'what', 'because of'],
      rows: targets.flatMap(({ target, wanted }) => (wanted ? wantedRows(target, wanted) : [])),
    },
    page,
  ),
];

const wantedRows = (target: string, { role, groups, unknown, capped }: NonNullable<Target['wanted']>) => [
  ...(role ? [[target, `role ${role.name}`, role.rule]] : []),
  ...(capped ? [[target, `not role ${capped.role}: above what the target allows`, capped.rule]] : []),
  ...groups.map(({ group, rules }) => [target, `group ${group}`, rules.join(', ')]),
  ...unknown.map(({ rule, missing }) => [target, `not known: HR has not sent ${missing.join(', ')}`, rule]),
];
