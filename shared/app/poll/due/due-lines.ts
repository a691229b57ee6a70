import { DUE_CLASSES } from '../../../domain/worker/worker.ts';
import type { DueLine, DuePlace } from '../../../ports/ledger/due-lines.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';

/** Every line there is, the one that is served first before the others. Targets by name. */
export const linesOf = (targets: readonly string[]): readonly DueLine[] =>
  DUE_CLASSES.flatMap((of) => [
    { class: of },
    ...(of === 'joiner-mover' || of === 'rest' ? targets.map((target) => ({ class: of, target })) : []),
  ]);

/** Who is due before an instant (epoch ms) and was not sent a reminder yet, in the order in which they are served. */
export async function dueBefore(
  before: number,
  limit: number,
  { ledger, targets }: { readonly ledger: Ledger; readonly targets: readonly string[] },
): Promise<readonly DuePlace[]> {
  const lines = await Promise.all(linesOf(targets).map((line) => ledger.dueLines.due(line, before, limit)));
  return lines.flat().slice(0, limit);
}

/** The workers of one list. */
export interface LineQueue {
  readonly line: DueLine;
  readonly waiting: readonly DuePlace[];
  /** Asked for, and not looked at yet. */
  readonly unserved: readonly DuePlace[];
}
