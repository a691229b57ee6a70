import type { InputOf, OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { overrideListCommand } from '../../../shared/contracts/operate/override/override-list.ts';
import type { Follow } from '../presentation.ts';

/** From cursor to cursor, as long as they move on. */
export const followOverrideList: Follow<InputOf<typeof overrideListCommand>, OutputOf<typeof overrideListCommand>> = {
  next: (input, { next }) => (next !== undefined && next !== input.cursor ? { cursor: next } : undefined),
  add: (before, answer) => ({ ...answer, overrides: [...before.overrides, ...answer.overrides] }),
  progress: ({ overrides }) => `${overrides.length} overrides were found so far`,
};
