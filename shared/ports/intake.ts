/** What AWS says of what hands the lifecycle queue to provision. While it is `turning`, it will be what was asked for last. */
export type IntakeState = 'running' | 'paused' | 'turning';

/** The switch between the lifecycle queue and provision. What arrives while it is off waits in the queue. */
export interface Intake {
  state(): Promise<IntakeState>;
  /** Setting it to its current state changes nothing. Throws `RetryableError` also while it still turns. */
  turn(to: 'running' | 'paused'): Promise<void>;
}
