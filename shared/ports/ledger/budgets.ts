/** What was sent to a target, minute by minute, by every process together. */
export interface Budgets {
  /** Requests so far in the minute of `now` (epoch ms). */
  spent(target: string, now: number): Promise<number>;
  spend(target: string, requests: number, now: number): Promise<void>;
}
