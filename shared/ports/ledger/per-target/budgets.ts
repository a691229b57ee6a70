/** Whose requests they are: leavers have a larger part of a target's minute than all other workers. */
export type BudgetShare = 'leavers' | 'others';

/** What was sent to a target in one minute, and what a worker cost lately. */
export interface Spent {
  /** Requests so far. */
  readonly leavers: number;
  readonly others: number;
  /** Requests for one worker, on the average of the last batches; absent before the first one. */
  readonly perWorker: Readonly<Partial<Record<BudgetShare, number>>>;
}

export interface Spending {
  readonly share: BudgetShare;
  readonly requests: number;
  /** How many workers were brought in line with them; absent where the requests were for no worker in particular. */
  readonly workers?: number;
}

/** What was sent to a target, minute by minute, by every process together. */
export interface Budgets {
  /** In the minute of `now` (epoch ms). */
  spent(target: string, now: number): Promise<Spent>;
  spend(target: string, spending: Spending, now: number): Promise<void>;
}
