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
  /** Every field of the input, in the order in which help lists them. */
  readonly arguments: readonly Argument[];
  readonly examples: readonly { readonly input: Input; readonly says: string }[];
}

/** How one field of the input is given on a command line: by its place, by its name with a value, or by its name alone. */
export interface Argument {
  readonly field: string;
  readonly as: 'positional' | 'option' | 'switch';
  readonly describe: string;
}

/** Gives a declaration its types. */
export const declare = <const Name extends string, Input, Output>(
  declaration: Declaration<Name, Input, Output>,
): Declaration<Name, Input, Output> => declaration;

export type InputOf<Command> = Command extends Declaration<string, infer Input, unknown> ? Input : never;
export type OutputOf<Command> = Command extends Declaration<string, infer _Input, infer Output> ? Output : never;
