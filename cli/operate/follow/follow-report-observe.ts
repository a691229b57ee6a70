import type { InputOf, OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { reportObserveCommand } from '../../../shared/contracts/operate/report/report-observe.ts';
import type { Follow } from '../presentation.ts';

type Report = OutputOf<typeof reportObserveCommand>;

/** From cursor to cursor, as long as they move on. */
export const followReportObserve: Follow<InputOf<typeof reportObserveCommand>, Report> = {
  next: (input, { next, workers }) => (next !== undefined && workers > 0 ? { ...input, cursor: next } : undefined),
  add: (before, answer) => ({
    ...answer,
    workers: before.workers + answer.workers,
    wouldChange: before.wouldChange + answer.wouldChange,
    unreadable: before.unreadable + answer.unreadable,
    actions: addedUp([...before.actions, ...answer.actions]),
  }),
  progress: ({ workers }) => `${workers} workers were read so far`,
};

/** The most frequent first, as in every answer. */
function addedUp(actions: Report['actions']): Report['actions'] {
  const counts = new Map<string, Report['actions'][number]>();
  for (const one of actions) {
    const of = JSON.stringify([one.action, one.rule]);
    const known = counts.get(of);
    const roles = inOrder([...(known?.roles ?? []), ...(one.roles ?? [])]);
    const groups = inOrder([...(known?.groups ?? []), ...(one.groups ?? [])]);
    counts.set(of, {
      ...one,
      count: one.count + (known?.count ?? 0),
      ...(roles.length > 0 && { roles }),
      ...(groups.length > 0 && { groups }),
    });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
}

const inOrder = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();
