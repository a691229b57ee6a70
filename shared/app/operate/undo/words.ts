import { type AccessDates, accessAt } from '../../../domain/worker/access-standing.ts';
import { isInForce, type Override } from '../../../domain/worker/override.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { overrideId } from '../override/override-id.ts';

export type Words = Pick<Override, 'actor' | 'reason' | 'from' | 'until'>;

/** A membership that others had given, by the name that its target has for the group now. */
export interface GroupBack {
  readonly target: string;
  readonly group: string;
}

/** What has to be stated of a worker so that access is kept and memberships come back, without what stands already. */
export function wordsFor(
  worker: Worker,
  groups: readonly GroupBack[],
  { words, access }: { readonly words: Words; readonly access: AccessDates },
): readonly Override[] {
  const { key, version, overrides } = worker;
  const standing = accessAt(worker, words.from, access);
  const isKept = standing.kind !== 'ended';
  const missing = groups.filter(
    ({ target, group }) =>
      !overrides.some(
        (one) =>
          one.entitlement?.isGivenBack &&
          one.entitlement.target === target &&
          one.entitlement.group === group &&
          isInForce(one, words.from),
      ),
  );
  const what: readonly Pick<Override, 'kind' | 'against' | 'entitlement'>[] = [
    ...(isKept ? [] : [{ kind: 'access_kept' as const, against: standing.basis }]),
    ...missing.map((entitlement) => ({
      kind: 'extra_entitlement' as const,
      entitlement: { ...entitlement, isGivenBack: true },
    })),
  ];
  return what.map((one, place) => ({ id: overrideId({ key, version }, place), ...one, ...words }));
}

/** The overrides in force by which a worker has back what an ending took. */
export const inForceOf = ({ overrides }: Worker, now: number): readonly Override[] =>
  overrides.filter(
    (one) => isInForce(one, now) && (one.kind === 'access_kept' || one.entitlement?.isGivenBack === true),
  );
