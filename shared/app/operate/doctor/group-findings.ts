import type { TargetSettings } from '../../../contracts/config/config.ts';
import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { doctorCommand, Finding } from '../../../contracts/operate/status/doctor.ts';
import type { Outcome } from '../../../domain/outcome.ts';
import type { Group } from '../../../ports/target/group.ts';
import type { GroupDifference } from '../../../ports/target/target-probe.ts';
import { ok, unseen, warn } from './finding.ts';

type CatalogueGroup = OutputOf<typeof doctorCommand>['groups'][number];

/** As policy looks a group up: by the name people see, else by its internal name. */
export const groupNamed = (groups: readonly Group[], name: string): Group | undefined =>
  groups.find(({ alias }) => alias === name) ?? groups.find((group) => group.name === name);

/** The catalogue beside the groups there are. */
export const catalogueOn = (
  { groups: catalogue }: TargetSettings,
  groups: readonly Group[],
): readonly CatalogueGroup[] =>
  Object.entries(catalogue).map(([name, { create }]) => {
    const found = groupNamed(groups, name);
    return found ? { name, state: 'found', id: found.id } : { name, state: create ? 'creatable' : 'missing' };
  });

/** Groups of the catalogue that are not as it describes them. */
export function differenceFindings(differences: Outcome<readonly GroupDifference[]> | undefined): readonly Finding[] {
  if (!differences) return [];
  if (differences.kind !== 'done') return [unseen('The groups could not be compared with the catalogue', differences)];
  return differences.value.map(({ name, fields }) =>
    warn(
      `The group ${name} differs from the catalogue: ${fields.join(', ')}`,
      'Nothing is put right, because an administrator may have changed it on purpose',
      'Change it in the target, or change the catalogue',
    ),
  );
}

export function groupFindings(
  catalogue: readonly CatalogueGroup[],
  { idpGroups }: TargetSettings,
  groups: readonly Group[],
): readonly Finding[] {
  const namesOf = (wanted: CatalogueGroup['state']) =>
    catalogue.flatMap(({ name, state }) => (state === wanted ? [name] : []));
  const [missing, creatable] = [namesOf('missing'), namesOf('creatable')];
  const found = namesOf('found').length;
  const lost = idpGroups.filter((name) => groupNamed(groups, name) === undefined);
  return [
    ...(found > 0
      ? [ok(`${found} of ${catalogue.length} groups of the catalogue are there`, 'Each was found by its name')]
      : []),
    ...(creatable.length > 0
      ? [
          ok(
            `Groups that will be created: ${creatable.join(', ')}`,
            'The catalogue allows it: a group is created when the first worker needs it',
          ),
        ]
      : []),
    ...missing.map((name) =>
      warn(
        `The group ${name} is missing`,
        'Workers who should be members wait',
        'Create it in the target, or say create: true in the catalogue',
      ),
    ),
    ...lost.map((name) =>
      warn(
        `The group ${name} of idpGroups is missing`,
        'A group that is not found is not protected',
        'Correct its name in idpGroups',
      ),
    ),
  ];
}
