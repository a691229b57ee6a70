import type { InputOf } from '../../../contracts/operate/command.ts';
import type { holdRejectCommand } from '../../../contracts/operate/hold/hold-reject.ts';
import { concernsEnding, type Decision, type Hold } from '../../../domain/worker/hold.ts';
import { endingOverride } from '../../../domain/worker/override.ts';
import { type Answer, answer, conflict, type OperateDeps } from '../deps.ts';
import { BEYOND, keptUntil } from '../override/kept-until.ts';

type Instead = Pick<InputOf<typeof holdRejectCommand>, 'instead' | 'until'>;

const SAY_WHAT = conflict(
  'This hold is about access that should end, so say what happens instead: access-kept with until, if HR is wrong; or by-hand, if a person ends the access. With by-hand the leaver counts as late, and the alarm stays on, until the access has ended',
);
const NOT_ABOUT_ENDING = conflict('This hold is not about access that should end: leave out instead and until');

/** What happens instead of an ending that an operator rejects; refused where it is missing, or cannot be. */
export async function insteadOf(
  hold: Hold,
  { instead, until }: Instead,
  deps: Pick<OperateDeps, 'ledger' | 'clock'>,
): Promise<Answer<Pick<Decision, 'instead' | 'until'>>> {
  if (!concernsEnding(hold)) return instead === undefined ? answer({}) : NOT_ABOUT_ENDING;
  if (instead === undefined) return SAY_WHAT;
  if (until === undefined) return answer({ instead });

  const now = deps.clock.now();
  const worker = await deps.ledger.workers.load(hold.workerKey);
  const ended = worker && endingOverride(worker.overrides, now);
  if (ended) return conflict(`An operator override ended this access: run override lift ${ended.id} first`);
  const end = keptUntil(until, worker, now);
  return end === undefined ? BEYOND : answer({ instead, until: end });
}
