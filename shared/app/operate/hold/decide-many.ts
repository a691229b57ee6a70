import { cohortOf } from '../../../contracts/operate/cohort-field.ts';
import type { DecidedRow, ManyHolds } from '../../../contracts/operate/hold/hold-decision.ts';
import type { Hold, HoldKind } from '../../../domain/worker/hold.ts';
import { someAtOnce } from '../../some-at-once.ts';
import { type Answer, answer, conflict, type OperatorRequest, type Refusal } from '../deps.ts';
import { iso } from '../iso.ts';
import { matchingHolds } from './matching-holds.ts';

const AT_ONCE = 8;

interface Many {
  readonly kind: HoldKind;
  /** As it is typed. */
  readonly cohort?: string | undefined;
  /** How many must match for anything to be decided; absent to look only. */
  readonly expect?: string | undefined;
}

/**
 * Lists the open holds of a kind, of one cohort where one is named; with `expect` decides about each of them, if they are so many at this
 * moment, and about none otherwise. One that cannot be decided stays open and says why. Time may run out: `left` says how many were not reached.
 */
export async function decideMany(
  { kind, cohort, expect }: Many,
  decide: (hold: Hold) => Promise<Answer<unknown>>,
  { deps, call }: OperatorRequest,
): Promise<Answer<ManyHolds>> {
  const found = await matchingHolds({ kind, cohort: cohort === undefined ? undefined : cohortOf(cohort) }, deps);
  if (found.kind === 'refused') return found;
  const holds = found.value;
  if (expect === undefined)
    return answer({ count: holds.length, rows: holds.map((hold) => rowOf(hold, 'open')), left: 0 });
  if (holds.length !== Number(expect))
    return conflict(
      `${holds.length} open holds match now, and not ${expect}: nothing was decided. Read the list again without --expect`,
    );

  const rows: DecidedRow[] = [];
  const refusals: Refusal[] = [];
  for (let index = 0; index < holds.length && deps.clock.now() < call.deadline; index += AT_ONCE) {
    const some = holds.slice(index, index + AT_ONCE);
    const decided = await someAtOnce(some, async (hold) => ({ hold, said: await decide(hold) }));
    for (const { hold, said } of decided) {
      if (said.kind === 'refused') refusals.push(said);
      rows.push(said.kind === 'done' ? rowOf(hold, 'decided') : { ...rowOf(hold, 'refused'), problem: said.because });
    }
  }
  const [first] = refusals;
  if (first && refusals.length === holds.length && refusals.every(({ because }) => because === first.because))
    return first;
  return answer({ count: holds.length, rows, left: holds.length - rows.length });
}

const rowOf = ({ id, workerKey, target, kind, since, because }: Hold, state: DecidedRow['state']): DecidedRow => ({
  hold: id,
  workerKey,
  target,
  kind,
  since: iso(since),
  because,
  state,
});
