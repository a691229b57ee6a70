import type { History } from './history.ts';

/** Whether a history still breaks the same rule. */
type Breaks = (history: History) => Promise<boolean>;

/** How many histories are played at most for one failure. */
const MOST_TRIES = 300;

/** Leaves out steps, whole stretches first and single ones last, as long as the history still fails. Greedy: the smallest that is found so. */
export async function shrink(history: History, breaks: Breaks, mostTries = MOST_TRIES): Promise<History> {
  let { steps } = history;
  let tries = 0;
  const persons = [...new Set(steps.map(personIn))];
  for (const person of persons) {
    const fewer = steps.filter((step) => personIn(step) !== person);
    if (fewer.length === steps.length || tries++ >= mostTries) continue;
    if (await breaks({ ...history, steps: fewer })) steps = fewer;
  }
  for (let length = Math.ceil(steps.length / 2); length >= 1; length = length === 1 ? 0 : Math.ceil(length / 2)) {
    for (let from = 0; from < steps.length && tries < mostTries; ) {
      tries++;
      const fewer = [...steps.slice(0, from), ...steps.slice(from + length)];
      if (await breaks({ ...history, steps: fewer })) steps = fewer;
      else from += length;
    }
  }
  return { ...history, steps };
}

/** All that concerns one person goes together; what concerns none is 0. */
function personIn(step: History['steps'][number]): number {
  if (step.does === 'say') return step.statement.person;
  return step.does === 'accept' || step.does === 'edit' ? step.person : 0;
}
