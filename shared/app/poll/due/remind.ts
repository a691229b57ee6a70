import type { DueClass } from '../../../domain/worker/worker.ts';
import type { DuePlace } from '../../../ports/ledger/due-lines.ts';
import { someAtOnce } from '../../some-at-once.ts';
import type { PollDeps } from '../deps.ts';
import { reconcileMessage } from './reconcile.ts';

const HOUR_MS = 60 * 60_000;

/** After how long a reminder that no commit answered is taken to be lost, and another is sent. */
const LAPSES_MS: Readonly<Record<DueClass, number>> = {
  ending: HOUR_MS,
  'pending-disable': HOUR_MS,
  'joiner-mover': 25 * HOUR_MS,
  rest: 25 * HOUR_MS,
};

/** When a reminder was sent, by when it lapses. Epoch ms. */
export const remindedAt = ({ line, at }: DuePlace): number => at - LAPSES_MS[line.class];

interface Reminder {
  /** The line it is sent for; that of the place when absent. Asked for because of what was seen now, not of when they are due. */
  readonly class?: DueClass;
}

/**
 * Sends a reminder to each of these places, none of which has an unserved one, and notes it there. Sent before it is noted: a process that
 * ends between the two sends it once more, and forgets no worker.
 */
export async function remind(
  places: readonly DuePlace[],
  { ledger: { dueLines }, queue, clock }: Pick<PollDeps, 'ledger' | 'queue' | 'clock'>,
  { class: of }: Reminder = {},
): Promise<void> {
  if (places.length === 0) return;
  const now = clock.now();
  await queue.send(places.map(({ workerKey, at }) => reconcileMessage(workerKey, of ? `${at}:${now}` : at)));
  await someAtOnce(places, (place) => {
    const reminded = of ?? place.line.class;
    return dueLines.remind(place, { class: reminded, lapsesAt: now + LAPSES_MS[reminded] });
  });
}

/**
 * Asks provision to look at these workers now, for access that must end; a worker with an unserved reminder has been asked. Answers those of
 * whom nothing is expected: they have no place in any line, and were not asked.
 */
export async function remindOfEnding(
  workerKeys: readonly string[],
  deps: Pick<PollDeps, 'ledger' | 'queue' | 'clock'>,
): Promise<readonly string[]> {
  const now = deps.clock.now();
  const asked = await someAtOnce([...new Set(workerKeys)], async (key) => ({
    key,
    place: await deps.ledger.dueLines.placeOf(key),
  }));
  const open = asked.flatMap(({ place }) => (place && !(place.isReminded && place.at > now) ? [place] : []));
  await remind(open, deps, { class: 'ending' });
  return asked.flatMap(({ key, place }) => (place ? [] : [key]));
}

/** The same for workers of whom a sweep saw that they must be looked at, whether or not anything is expected of them. */
export async function askForLeavers(
  workerKeys: readonly string[],
  sweepId: string,
  deps: Pick<PollDeps, 'ledger' | 'queue' | 'clock'>,
): Promise<void> {
  const placeless = await remindOfEnding(workerKeys, deps);
  if (placeless.length > 0) await deps.queue.send(placeless.map((key) => reconcileMessage(key, sweepId)));
}
