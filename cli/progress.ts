import type { CliContext } from './cli-context.ts';

/** A shorter wait needs no progress message. */
const QUIET_MS = 2_000;

/** Says on stderr how far a long command has come. */
export function progressTo({ stderr, now }: Pick<CliContext, 'stderr' | 'now'>): (progress: string) => void {
  const began = now();
  return (progress) => {
    if (now() - began >= QUIET_MS) stderr.write(`${progress} …\n`);
  };
}
