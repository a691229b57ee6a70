import type { InputOf, OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { modeCommand } from '../../../shared/contracts/operate/control/mode.ts';
import type { Follow } from '../presentation.ts';

/** The same is asked again until every worker is due. One who only looks at the mode sets nothing going. */
export const followMode: Follow<InputOf<typeof modeCommand>, OutputOf<typeof modeCommand>> = {
  next: (input, { complete, madeDue }) => (input.mode !== undefined && !complete && madeDue > 0 ? input : undefined),
  add: (before, answer) => ({ ...answer, madeDue: before.madeDue + answer.madeDue }),
  progress: ({ madeDue }) => `${madeDue} workers were made due so far`,
};
