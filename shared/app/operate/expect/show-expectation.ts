import { cohortName } from '../../../contracts/operate/cohort-field.ts';
import type { ShownExpectation } from '../../../contracts/operate/expect/shown-expectation.ts';
import { countingOf, type Expectation, stateOf } from '../../../domain/expectation/expectation.ts';
import type { OperateDeps } from '../deps.ts';
import { iso } from '../iso.ts';
import { actorName } from '../operator.ts';

/** An announced change with how many workers have passed by it. */
export async function showExpectation(
  expectation: Expectation,
  { ledger, clock, operators }: Pick<OperateDeps, 'ledger' | 'clock' | 'operators'>,
): Promise<ShownExpectation> {
  const { id, target, kind, cohort, upTo, since, until, actor, reason, ended } = expectation;
  const { kind: countedAs, now } = countingOf(expectation);
  return {
    id,
    target,
    kind,
    ...(cohort && { cohort: cohortName(cohort) }),
    upTo,
    taken: await ledger.limits.count(target, countedAs, now, cohort),
    state: stateOf(expectation, clock.now()),
    since: iso(since),
    until: iso(until),
    actor: actorName(actor, operators),
    reason,
    ...(ended && { ended: { at: iso(ended.at), actor: actorName(ended.actor, operators), reason: ended.reason } }),
  };
}
