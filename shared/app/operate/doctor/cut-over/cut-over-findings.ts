import type { TargetSettings } from '../../../../contracts/config/config.ts';
import type { Finding } from '../../../../contracts/operate/status/doctor.ts';
import type { Group } from '../../../../ports/target/group.ts';
import { ok, warn, wrong } from '../finding.ts';
import { groupNamed } from '../group-findings.ts';
import type { Compared, Difference } from './compare.ts';
import type { Side } from './read-side.ts';

interface Sides extends Compared {
  readonly own: Side;
  readonly scim: Side;
}

const SHOWN = 10;

/** What a person has to know of the accounts before SCIM is switched on. */
export function accountFindings({ own, scim, same, differences }: Sides): readonly Finding[] {
  const of = (kind: Difference['kind']) => differences.filter((one) => one.kind === kind);
  const found = (kind: Difference['kind'], say: (many: string, ids: string) => Finding) => {
    const those = of(kind);
    return those.length === 0 ? [] : [say(accounts(those.length), named(those))];
  };
  return [
    ...short('The target’s own list of accounts', own),
    ...short('The list of accounts that SCIM shows', scim),
    ...found('another', (many, ids) =>
      wrong(
        `SCIM would take another person’s account for ${many}`,
        `Id or username is the same, and the address is not: ${ids}`,
        'Correct the userName in the identity provider, or end the account that is not needed, before you switch SCIM on',
      ),
    ),
    ...found('not-in-scim', (many, ids) =>
      wrong(
        `SCIM does not show ${many}`,
        `A tenant with SCIM lets nothing else disable them: ${ids}`,
        'Assign these people in the SCIM connection, or end their access before you switch SCIM on',
      ),
    ),
    ...found('username', (many, ids) =>
      warn(
        `The username differs between the two sides for ${many}`,
        `An identity provider that searches by userName does not find them, and is refused when it creates them: ${ids}`,
        'Set the userName there to the username that the account has',
      ),
    ),
    ...found('state', (many, ids) =>
      warn(
        `Only one side says that sign-in has ended for ${many}`,
        `An identity provider may write its state over the other, and let people in again, or shut them out: ${ids}`,
        'Make the state in the identity provider the same as in the target',
      ),
    ),
    ...found('only-in-scim', (many, ids) =>
      warn(
        `The target’s own interface does not show ${many} that SCIM shows`,
        `Their role and groups cannot be seen or changed: ${ids}`,
        'Look at these accounts in the target, and end those that are not needed',
      ),
    ),
    ...found('unclear', (many, ids) =>
      warn(
        `${many} could not be compared`,
        `Username or address is missing on one side: ${ids}`,
        'Run it again; if it stays so, compare these accounts by hand',
      ),
    ),
    ok(
      `${accounts(same)} would go by SCIM as they are`,
      'With provisionedBy scim they are created, disabled and enabled there; roles and groups stay as they are',
    ),
  ];
}

const short = (what: string, { accounts: read, short: why }: Side): readonly Finding[] =>
  why === undefined
    ? []
    : [
        warn(
          `${what} could not be read to its end`,
          `${why}. ${accounts(read.length)} were compared, and nothing is concluded from those that are missing`,
          'Run it again when less is sent to the target',
        ),
      ];

/** Groups that SCIM shows are those that an administrator mapped. */
export function groupsFindings(
  { groups: catalogue, idpGroups }: TargetSettings,
  groups: readonly Group[],
  mapped: readonly Group[],
): readonly Finding[] {
  const isMapped = (name: string) => {
    const group = groupNamed(groups, name);
    return mapped.some((one) => one.id === group?.id || one.name === name || one.name === group?.name);
  };
  const owned = new Set(idpGroups.flatMap((name) => [name, groupNamed(groups, name)?.name ?? name]));
  const ours = Object.keys(catalogue).filter((name) => !isMapped(name) && !owned.has(name));
  return [
    ...mapped
      .filter(({ name, alias = name }) => !owned.has(name) && !owned.has(alias))
      .map(({ name }) =>
        wrong(
          `SCIM fills the group ${name}, and idpGroups does not say so`,
          'SCIM undoes our changes there',
          `Add ${name} to idpGroups`,
        ),
      ),
    ...idpGroups
      .filter((name) => !isMapped(name))
      .map((name) =>
        warn(
          `The group ${name} is in idpGroups and not mapped`,
          'SCIM does not show it, so neither SCIM nor this system fills it',
          'Map it in the tenant, or remove it from idpGroups',
        ),
      ),
    ...(ours.length > 0
      ? [ok(`Groups that are not mapped: ${ours.join(', ')}`, 'This system goes on filling them, without SCIM')]
      : []),
  ];
}

const accounts = (many: number): string => (many === 1 ? '1 account' : `${many} accounts`);

function named(those: readonly Difference[]): string {
  const ids = those.slice(0, SHOWN).map(({ accountId, scimId = '' }) => accountId ?? scimId);
  return those.length > SHOWN ? `${ids.join(', ')} and ${those.length - SHOWN} more` : ids.join(', ');
}
