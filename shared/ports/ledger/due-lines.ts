import type { Due, DueClass } from '../../domain/worker/worker.ts';

/** One list of due workers: those of one class who wait for one target, or for all of them. */
export type DueLine = Pick<Due, 'class' | 'target'>;

/** A worker's place in a line. */
export interface DuePlace {
  readonly workerKey: string;
  readonly line: DueLine;
  /** Epoch ms: since when they are due; for one who was reminded, when the reminder lapses. */
  readonly at: number;
  readonly isReminded: boolean;
  /** Where the index has it; only the ledger can read it. */
  readonly list: string;
}

/**
 * The lists of due workers. A worker with a reminder is left out until a commit says when they are due next, or until the
 * reminder lapses: so a worker has one unserved reminder at most. Reads may lag behind; every change is made only to the place that was read.
 */
export interface DueLines {
  /** Who is due before an instant (epoch ms), the longest due first; also those whose reminder has lapsed. */
  due(line: DueLine, before: number, limit: number): Promise<readonly DuePlace[]>;
  /** Whose reminder is not served yet and has not lapsed at `now`, the one that lapses first before the others. */
  unserved(line: DueLine, now: number, limit: number): Promise<readonly DuePlace[]>;
  /** One worker's place, read strongly; undefined while nothing is expected of them. */
  placeOf(workerKey: string): Promise<DuePlace | undefined>;
  /** Notes that a reminder is on its way, in the line it is sent for. `overtaken` when the place is no longer this one: a commit was faster, say. */
  remind(
    place: DuePlace,
    reminder: { readonly class: DueClass; readonly lapsesAt: number },
  ): Promise<'reminded' | 'overtaken'>;
  /** Makes a worker due again at an instant, in the line their item names, unless there was a commit after `version`. */
  dueAgain(workerKey: string, at: number, version?: number): Promise<'moved' | 'overtaken'>;
}
