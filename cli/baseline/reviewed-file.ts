import { baselineDigest, type ReviewedAccount } from '../../shared/contracts/operate/baseline/baseline-digest.ts';
import { baselineReviewCommand } from '../../shared/contracts/operate/baseline/baseline-review.ts';
import { EXIT } from '../exit-code.ts';
import { followBaselineReview } from '../operate/follow/follow-baseline.ts';
import type { Ask, Given } from '../operate/presentation.ts';
import { type CsvFile, readCsv } from '../read/csv-file.ts';
import { Refusal } from '../refusal.ts';
import { invalidInput } from '../send/invalid-input.ts';

const COLUMNS = { state: 'class', account: 'account', workerKey: 'worker' } as const;
/** More differences are counted. */
const NAMED = 20;

/**
 * What `baseline apply` is asked where it was given the file that `baseline review --csv` wrote: the digest of the file's rows. Throws a
 * `Refusal` that names what changed since, row by row.
 */
export async function reviewedDigest(given: Given, ask: Ask): Promise<readonly Given[]> {
  const { digest: file, target } = given;
  if (typeof file !== 'string' || !file.endsWith('.csv')) return [given];
  const reviewed = accountsIn(await readCsv(file));
  const now = await listed(target, ask);
  const changes = changesBetween(reviewed, now);
  if (changes.length > 0) {
    const more = changes.length > NAMED ? `\nand ${changes.length - NAMED} more` : '';
    const because = `${file} is no longer what there is:\n${changes.slice(0, NAMED).join('\n')}${more}\nRead the new list with baseline review`;
    throw new Refusal(EXIT.conflict, { error: 'conflict', because });
  }
  return [{ ...given, digest: baselineDigest(reviewed) }];
}

function accountsIn({ file, head, rows }: CsvFile): readonly ReviewedAccount[] {
  const at = (name: string) => head.indexOf(name);
  const missing = Object.values(COLUMNS).filter((name) => at(name) === -1);
  if (missing.length > 0)
    throw invalidInput(`${file} has no column ${missing.join(', ')}: give the file that baseline review --csv wrote`);
  const cell = (cells: readonly string[], name: string) => unquoted(cells[at(name)] ?? '');
  return rows
    .map(({ cells }) => ({
      account: cell(cells, COLUMNS.account),
      state: cell(cells, COLUMNS.state),
      workerKey: cell(cells, COLUMNS.workerKey),
    }))
    .filter(({ account }) => account !== '');
}

/** Our own files have an apostrophe before what a spreadsheet would take for a formula. */
const unquoted = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

/** All accounts as they are listed now, page by page. */
async function listed(target: unknown, ask: Ask): Promise<readonly ReviewedAccount[]> {
  const accounts: ReviewedAccount[] = [];
  let input: { readonly target: string; readonly cursor?: string | undefined } | undefined = { target: String(target) };
  while (input) {
    const answer: ReturnType<typeof baselineReviewCommand.output.parse> = baselineReviewCommand.output.parse(
      await ask(baselineReviewCommand.name, input),
    );
    accounts.push(
      ...answer.rows.flatMap(({ account, state, workerKey = '' }) =>
        account === undefined ? [] : [{ account, state, workerKey }],
      ),
    );
    input = followBaselineReview.next(input, answer);
  }
  return accounts;
}

function changesBetween(reviewed: readonly ReviewedAccount[], now: readonly ReviewedAccount[]): readonly string[] {
  const before = new Map(reviewed.map((row) => [row.account, row]));
  const after = new Map(now.map((row) => [row.account, row]));
  const gone = reviewed.filter(({ account }) => !after.has(account)).map(({ account }) => `account ${account} is gone`);
  const others = now.flatMap((row) => {
    const was = before.get(row.account);
    if (!was) return [`account ${row.account} is not in the file; it is ${told(row)}`];
    const isSame = was.state === row.state && (was.workerKey ?? '') === (row.workerKey ?? '');
    return isSame ? [] : [`account ${row.account} was ${told(was)}; it is ${told(row)}`];
  });
  return [...gone, ...others];
}

const told = ({ state, workerKey = '' }: ReviewedAccount): string =>
  workerKey === '' ? state : `${state}, of worker ${workerKey}`;
