import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { targetGroupsCreateCommand } from '../../../shared/contracts/operate/target-groups/create.ts';
import type { Page } from '../paper/page.ts';

type Changed = OutputOf<typeof targetGroupsCreateCommand>;

const RESULTS: Readonly<Record<Changed['result'], string>> = {
  'would-change': 'Nothing was changed; say --go to do it',
  already: 'It is so already: nothing was changed',
  verified: 'Done, and the target shows it',
  unverified: 'The target answered yes, and does not show it yet: look again with target groups list',
};

export function showGroupChange({ target, group, result, receipt }: Changed, page: Page): string {
  const name = 'alias' in group && group.alias !== undefined ? group.alias : group.name;
  const colour = result === 'unverified' ? 'yellow' : result === 'verified' ? 'green' : 'dim';
  return [
    `${page.paint('bold', name)} of ${target}`,
    page.paint(colour, RESULTS[result]),
    ...(receipt === undefined ? [] : [`Receipt ${receipt} of the groups of ${target}`]),
  ].join('\n');
}
