import type { InputOf, OutputOf } from '../../shared/contracts/operate/command.ts';
import type { receiptsExportCommand } from '../../shared/contracts/operate/receipts/receipts-export.ts';
import type { Follow } from './presentation.ts';

/** From cursor to cursor, as long as they move on. */
export const followReceiptsExport: Follow<
  InputOf<typeof receiptsExportCommand>,
  OutputOf<typeof receiptsExportCommand>
> = {
  next: (input, { next }) => (next !== undefined && next !== input.cursor ? { ...input, cursor: next } : undefined),
  add: (before, answer) => ({ ...answer, lines: [...before.lines, ...answer.lines] }),
  progress: ({ lines }) => `${lines.length} lines so far`,
};
