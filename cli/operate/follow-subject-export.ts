import type { InputOf, OutputOf } from '../../shared/contracts/operate/command.ts';
import type { subjectExportCommand } from '../../shared/contracts/operate/subject/subject-export.ts';
import type { Follow } from './presentation.ts';

/** From cursor to cursor, as long as they move on. */
export const followSubjectExport: Follow<
  InputOf<typeof subjectExportCommand>,
  OutputOf<typeof subjectExportCommand>
> = {
  next: (input, { next }) => (next !== undefined && next !== input.cursor ? { ...input, cursor: next } : undefined),
  add: (before, answer) => ({ ...answer, lines: [...before.lines, ...answer.lines] }),
  progress: ({ lines }) => `${lines.length} lines so far`,
};
