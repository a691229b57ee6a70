import type { ExitCode } from './exit-code.ts';

/** Ends the command: what went wrong and what to do, as one sentence for the person who typed it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly exit: ExitCode;
  /** A word for scripts. */
  readonly error: string;

  constructor(exit: ExitCode, { error, because }: { readonly error: string; readonly because: string }) {
    super(because);
    this.exit = exit;
    this.error = error;
  }
}
