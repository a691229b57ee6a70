import type { InputOf, OutputOf } from '../../../shared/contracts/operate/command.ts';
import {
  inRosterOrder,
  lacksMany,
  type reportRosterCommand,
} from '../../../shared/contracts/operate/report/report-roster.ts';
import type { Follow } from '../presentation.ts';

type Input = InputOf<typeof reportRosterCommand>;
type Roster = OutputOf<typeof reportRosterCommand>;

/** From cursor to cursor of the workers, then part after part of the list: whom a later part has is not missing after all. */
export const followRoster: Follow<Input, Roster> = {
  next: (input, { next }) => (next !== undefined && next !== input.cursor ? { ...input, cursor: next } : undefined),
  add: (before, answer) => {
    const listed = new Set(answer.listed);
    const rows = before.rows.filter(({ state, workerKey }) => !isAbsence(state) || !listed.has(workerKey ?? ''));
    const all = inRosterOrder([...rows, ...answer.rows]);
    const access = before.access + answer.access;
    const { next: _, listed: __, ...rest } = answer;
    return {
      ...rest,
      compared: before.compared + answer.compared,
      access,
      rows: all,
      mayBeIncomplete: lacksMany(access, all),
      ...nextOf(before, answer),
    };
  },
  progress: ({ access, compared }) => `${access} workers and ${compared} rows of the list so far`,
};

const isAbsence = (state: Roster['rows'][number]['state']): boolean => state === 'missing' || state === 'elsewhere';

/** A part of the list says nothing of how far the workers were read. */
function nextOf(before: Roster, answer: Roster): Pick<Roster, 'next'> {
  const { next } = answer.listed ? before : answer;
  return next === undefined ? {} : { next };
}
