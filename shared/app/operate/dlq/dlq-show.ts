import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { dlqShowCommand } from '../../../contracts/operate/dlq/dlq-show.ts';
import type { DeadLetter } from '../../../ports/ledger/intake/dead-letters.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { eventsOf } from '../explain/explain-events.ts';
import { iso } from '../iso.ts';
import { noSuch } from '../unknown-names.ts';
import { showLetter } from './show-letter.ts';

export async function dlqShow(
  { id }: InputOf<typeof dlqShowCommand>,
  { deps }: OperatorRequest,
): Promise<Answer<OutputOf<typeof dlqShowCommand>>> {
  const { ledger } = deps;
  const letter = await ledger.deadLetters.get(id);
  if (!letter) return noSuch({ field: 'id', names: 'parked-message' }, deps);
  const { redriven } = letter;
  return answer({
    letter: showLetter(letter),
    ...(redriven && { redriven: { actor: redriven.actor, at: iso(redriven.at) } }),
    wouldDo: await wouldDo(letter, ledger),
  });
}

async function wouldDo({ group, eventId, workerKey, redriven }: DeadLetter, ledger: Ledger): Promise<string> {
  if (redriven) return 'Nothing: it was already redriven';
  if (workerKey !== undefined) return `Check worker ${workerKey} again`;
  if (eventId === undefined)
    return 'Fail again for the same reason, unless this version can read what the previous version could not';
  const key = await ledger.links.workerOf(group);
  const worker = key === undefined ? undefined : await ledger.workers.load(key);
  const isRecorded =
    worker !== undefined &&
    (worker.recentEvents.includes(eventId) ||
      (await eventsOf(worker, ledger)).some(({ event }) => event.id === eventId));
  return isRecorded
    ? `Check worker ${worker.key} again: the event is already recorded`
    : 'Record the event, and check its worker';
}
