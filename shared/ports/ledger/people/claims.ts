/** One worker for one account: taken before the first write to it. */
export interface Claims {
  /** Claims the account unless another worker has it; answers the workerKey that holds it. */
  claim(target: string, accountId: string, workerKey: string): Promise<string>;
  /** Makes an account another worker's. */
  give(target: string, accountId: string, workerKey: string): Promise<void>;
  holderOf(target: string, accountId: string): Promise<string | undefined>;
}
