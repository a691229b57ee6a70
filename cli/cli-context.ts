import type { Aws } from './connect/aws.ts';

/** A stream that text is written to; a terminal has a width. */
interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Everything outside the command that it meets. */
export interface CliContext {
  /** The project's folder, below which a running local cloud writes where it is. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly fetch: typeof fetch;
  readonly aws: Aws;
  /** Epoch ms. */
  readonly now: () => number;
}
