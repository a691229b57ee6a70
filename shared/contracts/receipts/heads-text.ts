import type { ChainHead, HeadsLine } from './heads-line.ts';

/** A file of chain heads. `at`: epoch ms at which the chains were read. */
export function headsText(at: number, heads: Iterable<ChainHead>): string {
  const lines: readonly HeadsLine[] = [{ kind: 'heads', schema: 1, at }, ...heads];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
