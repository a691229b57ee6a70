import type { Stage } from './stage.ts';

/** One part of the day. */
export interface Chapter {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** Plays it. Throws only when something never came. */
  readonly play: (stage: Stage) => Promise<Outcome>;
}

interface Outcome {
  readonly says: string;
  /** Looks at what came of it in the tenants, the queues and operate's answers; asked again until every claim holds, or patience ends. */
  readonly look: () => Promise<Seen> | Seen;
}

export interface Seen {
  /** Every one must hold. */
  readonly holds: Readonly<Record<string, boolean>>;
  /** What was seen, for the reader who wants to check. */
  readonly evidence: Readonly<Record<string, unknown>>;
}
