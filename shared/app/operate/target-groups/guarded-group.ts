import { matchesGlob } from '../../../domain/policy/glob.ts';
import type { Group } from '../../../ports/target/group.ts';
import { conflict, type OperatorRequest, type Refusal } from '../deps.ts';
import { type Administered, asAnswer, showGroup } from './find-group.ts';

const MANAGERS = { 'identity-provider': 'an identity provider', product: 'the product itself' } as const;

/**
 * Why an operator may not change a group from here; undefined where they may. What policy uses is never deleted, and what is protected or
 * managed by others is never changed.
 */
export async function guardedGroup(
  { setup, administration }: Administered,
  group: Group,
  change: 'delete' | 'access',
  { call }: OperatorRequest,
): Promise<Refusal | undefined> {
  const { settings, target } = setup;
  const { usedBy } = showGroup(group, setup);
  if (usedBy.includes('identity-provider'))
    return conflict(`The configuration of ${target.name} says that an identity provider manages this group`);
  if (change === 'delete' && usedBy.includes('policy'))
    return conflict(
      `The catalogue of ${target.name} has this group, so policy may use it; take it out of the configuration and deploy, then delete it`,
    );
  const { ids, globs } = settings.protected;
  const names = [group.name, ...(group.alias === undefined ? [] : [group.alias])];
  if (ids.includes(group.id) || globs.some((glob) => names.some((name) => matchesGlob(glob, name))))
    return conflict(`The configuration of ${target.name} protects this group`);
  const details = asAnswer(await administration.details(group.id, call));
  if (details.kind !== 'done') return details;
  const { managedBy } = details.value;
  return managedBy === 'us' ? undefined : conflict(`This group is managed by ${MANAGERS[managedBy]}; change it there`);
}
