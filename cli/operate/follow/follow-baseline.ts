import type { baselineApplyCommand } from '../../../shared/contracts/operate/baseline/baseline-apply.ts';
import type { baselineImportCommand } from '../../../shared/contracts/operate/baseline/baseline-import.ts';
import type { baselineReviewCommand } from '../../../shared/contracts/operate/baseline/baseline-review.ts';
import type { InputOf, OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { Follow } from '../presentation.ts';
import { followReport } from './follow-report.ts';

type Input = InputOf<typeof baselineApplyCommand>;
type Output = OutputOf<typeof baselineApplyCommand>;
type Review = OutputOf<typeof baselineReviewCommand>;

const report = followReport<InputOf<typeof baselineReviewCommand>, Review['rows'][number], Review>();

/** From page to page. The digest is that of the first: what changed while it was read does not pass for reviewed. */
export const followBaselineReview: typeof report = {
  ...report,
  add: (before, answer) => ({ ...report.add(before, answer), digest: before.digest }),
};

/** The same is asked again as long as it takes accounts over. */
export const followBaselineApply: Follow<Input, Output> = {
  next: (input, { adopted, left }) => (adopted > 0 && left > 0 ? input : undefined),
  add: (before, answer) => ({ ...answer, adopted: before.adopted + answer.adopted }),
  progress: ({ adopted }) => `${adopted} accounts were taken over so far`,
};

/** Each call has some of the workers of a file. */
export const followBaselineImport: Follow<
  InputOf<typeof baselineImportCommand>,
  OutputOf<typeof baselineImportCommand>
> = {
  next: () => undefined,
  add: (before, answer) => ({ ...answer, rows: [...before.rows, ...answer.rows] }),
  progress: ({ rows }) => `${rows.length} workers so far`,
};
