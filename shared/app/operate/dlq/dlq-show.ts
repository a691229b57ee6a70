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
  if (redriven) return 'Nothing: it was sent again, and lies in the queue no longer';
  if (workerKey !== undefined) return `Have worker ${workerKey} looked at again`;
  if (eventId === undefined)
    return 'Be refused again for the same reason, unless this version can read what the one before could not';
  const key = await ledger.links.workerOf(group);
  const worker = key === undefined ? undefined : await ledger.workers.load(key);
  const isRecorded =
    worker !== undefined &&
    (worker.recentEvents.includes(eventId) ||
      (await eventsOf(worker, ledger)).some(({ event }) => event.id === eventId));
  return isRecorded
    ? `Have worker ${worker.key} looked at again: the event is recorded already`
    : 'Record the event, and have its worker looked at';
}
