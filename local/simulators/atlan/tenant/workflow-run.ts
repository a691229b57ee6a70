/** A workflow that was submitted. */
export interface WorkflowRun {
  /** Its name; the run has none of its own. */
  readonly id: string;
  readonly phase: 'Running' | 'Succeeded' | 'Failed';
  /** A username. */
  readonly creator: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly finishedAt?: number;
}
