import type { BaselineRow, baselineReviewCommand } from '../../../contracts/operate/baseline/baseline-review.ts';
import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { totalsOf } from '../report/report-rows.ts';
import { noSuch } from '../unknown-names.ts';
import { type Baseline, readBaseline } from './read-baseline.ts';

/** An answer stays well under the 6 MB that a function may give. */
const MOST_ROWS = 5_000;

/** Whose the accounts of a target are. Every page reads all of it, so that each bears the digest of the whole list. */
export async function baselineReview(
  { target: name, cursor }: InputOf<typeof baselineReviewCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof baselineReviewCommand>>> {
  const { deps, call } = request;
  const setup = deps.targets.find(({ target }) => target.name === name);
  if (!setup) return noSuch({ field: 'target', names: 'target' }, deps);
  const own = await deps.identities(setup.target, call);
  if (own.kind !== 'done') return conflict(own.because);
  const baseline = await readBaseline(setup, own.value, request);
  const all = rowsOf(baseline);
  const from = Number(cursor ?? 0);
  const rows = all.slice(from, from + MOST_ROWS);
  return answer({
    target: name,
    mode: await deps.ledger.flags.modeOf(name),
    digest: baseline.digest,
    accounts: baseline.accounts.length,
    toAdopt: baseline.accounts.filter(({ isNew }) => isNew).length,
    rows,
    totals: totalsOf(rows.length, rows, ({ state }) => state),
    ...(from + MOST_ROWS < all.length && { next: String(from + MOST_ROWS) }),
  });
}

function rowsOf({ accounts, missing, would }: Baseline): readonly BaselineRow[] {
  const stepsOf = (key: string | undefined) => [...(key === undefined ? [] : (would.get(key) ?? []))];
  return [
    ...accounts.map(({ account, state, workerKey, namesake, isNew, because }): BaselineRow => {
      const { id, email, state: accountState, role } = account;
      return {
        state,
        account: id,
        ...(email !== undefined && { email }),
        ...(accountState !== undefined && { accountState }),
        ...(role !== undefined && { role }),
        ...(workerKey !== undefined && { workerKey }),
        ...(namesake !== undefined && { namesake }),
        ...(isNew && { isNew }),
        because,
        would: stepsOf(workerKey),
      };
    }),
    ...missing.map(
      ({ key, because }): BaselineRow => ({ state: 'missing', workerKey: key, because, would: stepsOf(key) }),
    ),
  ];
}
