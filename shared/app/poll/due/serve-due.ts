import { type Places, placesFor, type Room, roomIn } from '../../../domain/plan/quota.ts';
import { DUE_CLASSES, type DueClass } from '../../../domain/worker/worker.ts';
import type { DueLine, DuePlace } from '../../../ports/ledger/due-lines.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { quotaOf } from '../../quota/budget.ts';
import type { PollDeps } from '../deps.ts';
import { knownTargets } from '../known-targets.ts';
import type { LineQueue } from './due-lines.ts';
import { linesOf } from './due-lines.ts';
import { measureWaiting } from './measure-waiting.ts';
import { remind } from './remind.ts';

/**
 * Serves the line of the due: asks provision to look at those who wait, by class, as many as the targets can be asked about within a minute.
 * A worker with a reminder who was not checked yet takes a place of it, so that the queue never holds more than a minute's work.
 */
export async function serveDue(deps: PollDeps): Promise<void> {
  const now = deps.clock.now();
  const most = await roomOf(deps.targets, false, deps);
  const queues = await Promise.all(linesOf(await knownTargets(deps)).map((line) => read(line, { most, now }, deps)));
  const isEndingWaiting = queues.some(({ line, waiting }) => line.class === 'ending' && waiting.length > 0);
  const rooms = await roomOf(deps.targets, isEndingWaiting, deps);

  const served = serve(queues, rooms);
  await remind(served, deps);
  measureWaiting(queues, now, deps.observe);
  if (served.length > 0) deps.observe.info('workers-reminded', { count: served.length });
}

/** How many workers each target can be asked about; `any` is the widest of them, for those who wait for all. */
interface Rooms {
  readonly any: Room;
  readonly of: ReadonlyMap<string, Room>;
}

async function roomOf(
  targets: readonly TargetSetup[],
  isEndingWaiting: boolean,
  { ledger, clock }: PollDeps,
): Promise<Rooms> {
  const rooms = await Promise.all(
    targets.map(async (setup) => {
      const { perWorker } = await ledger.budgets.spent(setup.target.name, clock.now());
      return [setup.target.name, roomIn(quotaOf(setup), perWorker, isEndingWaiting)] as const;
    }),
  );
  const widest = (share: keyof Room) => Math.max(0, ...rooms.map(([, room]) => room[share]));
  return { any: { leavers: widest('leavers'), others: widest('others') }, of: new Map(rooms) };
}

async function read(
  line: DueLine,
  { most, now }: { readonly most: Rooms; readonly now: number },
  { ledger: { dueLines } }: PollDeps,
): Promise<LineQueue> {
  const limit = Math.max(most.any.leavers, most.any.others, ...[...most.of.values()].map(({ others }) => others));
  const [waiting, unserved] = await Promise.all([
    dueLines.due(line, now + 1, limit),
    dueLines.unserved(line, now, limit),
  ]);
  return { line, waiting, unserved };
}

/** Chooses whom to ask for: line by line of one target, the lines that wait for all targets first. */
function serve(queues: readonly LineQueue[], rooms: Rooms): readonly DuePlace[] {
  const targets = [...new Set(queues.map(({ line }) => line.target))];
  return targets.flatMap((target) => {
    const own = queues.filter(({ line }) => line.target === target);
    const room = target === undefined ? rooms.any : (rooms.of.get(target) ?? rooms.any);
    const of = (name: DueClass) => own.find(({ line }) => line.class === name);
    const count = (which: 'waiting' | 'unserved', ...names: readonly DueClass[]) =>
      names.reduce((sum, name) => sum + (of(name)?.[which].length ?? 0), 0);
    const free: Room = {
      leavers: room.leavers - count('unserved', 'ending', 'pending-disable'),
      others: room.others - count('unserved', 'joiner-mover', 'rest'),
    };
    const waiting: Places = {
      ending: count('waiting', 'ending'),
      'pending-disable': count('waiting', 'pending-disable'),
      'joiner-mover': count('waiting', 'joiner-mover'),
      rest: count('waiting', 'rest'),
    };
    const places = placesFor(free, waiting);
    return DUE_CLASSES.flatMap((name) => of(name)?.waiting.slice(0, places[name]) ?? []);
  });
}
