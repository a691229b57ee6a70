/** Joiners who wait for room in the limit of grants, one item each, in the order of their start dates. */
export interface WaitingLine {
  /** Takes a place in the line, or keeps it with another `until`. Who does not come again within half an hour after it has left. */
  join(target: string, waiting: Waiting): Promise<void>;
  leave(target: string, waiting: InLine): Promise<void>;
  /** How many wait before this one, by start date and then by key; at most 10,000 are counted. */
  before(target: string, waiting: InLine, now: number): Promise<number>;
  /** How many wait, and until when the last of them does (epoch ms; `now` where none waits). */
  all(target: string, now: number): Promise<{ readonly count: number; readonly until: number }>;
}

export interface InLine {
  readonly workerKey: string;
  /** A civil date, `2026-03-01`; later than all where there is none. */
  readonly startDate: string;
}

export interface Waiting extends InLine {
  /** Epoch ms at which the worker is looked at again. */
  readonly until: number;
}
