/** That a rollout admitted a worker, as their own item keeps it for each target. */
export interface Admitted {
  /** Id of the rollout. */
  readonly rollout: string;
  /** Epoch ms. */
  readonly at: number;
  /** What it brings counts against the limits: the worker is the operator who started the rollout. */
  readonly isCounted?: boolean;
}
