import type { DueClass } from '../../domain/worker.ts';
import type { DuePlace } from '../../ports/ledger/due-lines.ts';
import type { PollDeps } from './deps.ts';
import { reconcileMessage } from './reconcile.ts';
import { someAtOnce } from './some-at-once.ts';

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
  /** The line it is sent for; that of the place when absent. */
  readonly class?: DueClass;
}

/**
 * Sends a reminder to each of these places, none of which has an unserved one, and notes it there. Sent before it is noted: a process that
 * ends between the two sends it once more, and forgets nobody.
 */
export async function remind(
  places: readonly DuePlace[],
  { ledger: { dueLines }, queue, clock }: Pick<PollDeps, 'ledger' | 'queue' | 'clock'>,
  { class: of }: Reminder = {},
): Promise<void> {
  if (places.length === 0) return;
  await queue.send(places.map(({ workerKey, at }) => reconcileMessage(workerKey, at)));
  const now = clock.now();
  await someAtOnce(places, (place) => {
    const reminded = of ?? place.line.class;
    return dueLines.remind(place, { class: reminded, lapsesAt: now + LAPSES_MS[reminded] });
  });
}

/** Asks provision to look at these workers now, for access that must end; whoever has an unserved reminder has been asked. */
export async function remindOfEnding(
  workerKeys: readonly string[],
  deps: Pick<PollDeps, 'ledger' | 'queue' | 'clock'>,
): Promise<readonly DuePlace[]> {
  const now = deps.clock.now();
  const places = await someAtOnce([...new Set(workerKeys)], (key) => deps.ledger.dueLines.placeOf(key));
  const open = places.flatMap((place) => (place && !(place.isReminded && place.at > now) ? [place] : []));
  await remind(open, deps, { class: 'ending' });
  return open;
}
