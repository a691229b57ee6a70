import type * as z from 'zod/mini';

/**
 * One thing an operator can ask of the control plane. Its use case, its CLI subcommand, its runbook document and its line in
 * docs/operate.md all come from here.
 */
export interface Declaration<Name extends string, Input, Output> {
  /** As it is typed on a command line, for instance `hold approve`; in a URL its words are joined by hyphens. */
  readonly name: Name;
  /** What it does, in words that need no code. */
  readonly summary: string;
  readonly input: z.ZodMiniType<Input>;
  readonly output: z.ZodMiniType<Output>;
  /** Whether anything is different afterwards. */
  readonly changes: boolean;
  /** The field without which nothing is changed after all. */
  readonly changesOnlyWith?: string;
  /** It changes something without an approval: it only removes access, or stops this system, and must not wait for a second person. */
  readonly atOnce?: boolean;
  /** On a command line its last word may be left out: it is what its group is for. */
  readonly isUsual?: boolean;
  /** What shows, without changing anything, what it would be about. */
  readonly look?: Look;
  /** Every field of the input, in the order in which help lists them. */
  readonly arguments: readonly Argument[];
  readonly examples: readonly { readonly input: Input; readonly says: string }[];
  readonly runbook: Runbook;
}

/** A question to ask before something is changed. */
interface Look {
  /** A command that changes nothing when it is given no more than these fields. */
  readonly command: string;
  /** Which fields it is given. */
  readonly fields: readonly string[];
  /** What is asked when none of them is given. */
  readonly otherwise?: string;
}

/** What an operator on call has to know before and after. Each is one or more whole sentences. */
export interface Runbook {
  /** When one does this. */
  readonly trigger: string;
  /** Whom it can harm if it is the wrong thing to do. */
  readonly blastRadius: string;
  /** What to make sure of first. */
  readonly checks: string;
  /** By what one sees that it came about. */
  readonly verification: string;
  /** How it is undone. */
  readonly wayBack: string;
}

/** Of a command that reads the ledger and nothing else. */
export const READS_ONLY = {
  blastRadius: 'None. It reads the ledger and changes nothing.',
  wayBack: 'There is nothing to undo.',
} as const satisfies Partial<Runbook>;

/** Of a command that asks a target too. */
export const READS_TARGET = {
  blastRadius: 'None. It changes nothing; its requests count against the target’s requests a minute.',
  wayBack: 'There is nothing to undo.',
} as const satisfies Partial<Runbook>;

/** How one field of the input is given on a command line: by its place, by its name with a value, or by its name alone. */
export interface Argument {
  readonly field: string;
  readonly as: 'positional' | 'option' | 'switch';
  readonly describe: string;
  /** What its value is the name of: a name of nothing is refused before the command runs. */
  readonly names?: Named;
}

/** What the field of an input may name. */
export type Named =
  | 'target'
  | 'connection'
  | 'worker'
  | 'source-key'
  | 'source-worker-id'
  | 'work-email'
  /** Of a target. */
  | 'account'
  /** Of a target, by its id or a name. */
  | 'group'
  | 'hold'
  | 'override'
  /** An announced change. */
  | 'expectation'
  /** By its worker key and its position, as `explain` names it. */
  | 'receipt'
  | 'delivery'
  | 'quarantined-delivery'
  | 'parked-message'
  /** In the dead-letter queue, whether or not it was written down when it was parked. */
  | 'lying-message'
  /** Of parked messages. */
  | 'error-class';

/** Gives a declaration its types. */
export const declare = <const Name extends string, Input, Output>(
  declaration: Declaration<Name, Input, Output>,
): Declaration<Name, Input, Output> => declaration;

export type InputOf<Command> = Command extends Declaration<string, infer Input, unknown> ? Input : never;
export type OutputOf<Command> = Command extends Declaration<string, infer _Input, infer Output> ? Output : never;
