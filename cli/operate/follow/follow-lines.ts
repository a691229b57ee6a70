import type { Follow } from '../presentation.ts';

interface Page<Line> {
  readonly lines: readonly Line[];
  readonly next?: string | undefined;
}

/** A file that comes in pages: from cursor to cursor, as long as they move on. */
export const followLines = <
  Input extends { readonly cursor?: string | undefined },
  Line,
  Output extends Page<Line>,
>(): Follow<Input, Output> => ({
  next: (input, { next }) => (next !== undefined && next !== input.cursor ? { ...input, cursor: next } : undefined),
  add: (before, answer) => ({ ...answer, lines: [...before.lines, ...answer.lines] }),
  progress: ({ lines }) => `${lines.length} lines so far`,
});
