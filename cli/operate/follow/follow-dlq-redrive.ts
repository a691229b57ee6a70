import type { InputOf, OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { dlqRedriveCommand } from '../../../shared/contracts/operate/dlq/dlq-redrive.ts';
import type { Follow } from '../presentation.ts';

/** From call to call, as long as something is sent. */
export const followDlqRedrive: Follow<InputOf<typeof dlqRedriveCommand>, OutputOf<typeof dlqRedriveCommand>> = {
  next: (input, { next, count }) => (next !== undefined && count > 0 ? { ...input, cursor: next } : undefined),
  add: (before, answer) => ({
    ...answer,
    letters: [...before.letters, ...answer.letters],
    count: before.count + answer.count,
  }),
  progress: ({ count }) => `${count} messages were sent again so far`,
};
