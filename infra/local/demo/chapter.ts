import type { Stage } from './stage.ts';

/** One part of the day. */
export interface Chapter {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** Plays it, and looks at what came of it in the tenants, the queues and operate's answers. Throws only when something never came. */
  readonly play: (stage: Stage) => Promise<Outcome>;
}

export interface Outcome {
  readonly says: string;
  /** Every one must hold. */
  readonly holds: Readonly<Record<string, boolean>>;
  /** What was seen, for whoever wants to check. */
  readonly evidence: Readonly<Record<string, unknown>>;
}
