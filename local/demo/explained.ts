import type { Explanation } from '../../shared/contracts/operate/explain/explanation.ts';

type Target = Explanation['targets'][number];
type Step = Explanation['receipts'][number];

const PENDING = /^pending disable/i;
const WAITS_FOR_ACCEPTANCE = /not been accepted|cannot be disabled|pending disable/i;

/** Nothing is to do for the worker on this target before a person acts. */
export const isSettled = ({ state, because }: Target): boolean =>
  state === 'converged' || state === 'held' || (state === 'waiting' && WAITS_FOR_ACCEPTANCE.test(because));

/** The worker has left, and their invitation is open: what could be done is done on every target, and written down. */
export const isPendingDisable = ({ targets }: Explanation): boolean =>
  targets.some(({ because }) => PENDING.test(because)) &&
  targets.every(({ state, because }) => state === 'converged' || state === 'held' || PENDING.test(because));

/** A worker has left, and on every target their access has ended or waits for a person. */
export const isEndedOrHeld = ({ targets, standing }: Explanation): boolean =>
  standing.kind === 'ended' &&
  targets.every(({ state, accounts }) => state === 'held' || accounts.every(({ endedAt }) => endedAt !== undefined));

export const isDone = ({ verdict }: Step): boolean => verdict === 'verified' || verdict === 'ended';

/** On a busy machine an attempt may be cut off, or another process may have been first: then a later one of the same kind says what came of it. */
const isNotMadeGood = (step: Step, index: number, steps: readonly Step[]): boolean =>
  isDone(step) || !steps.slice(index + 1).some((later) => isDone(later) && later.action === step.action);

/** What was done since a position in the worker's steps, in words: `invited as $member, +Data Engineering ✓ read back (rule engineers)`. */
export function tell({ receipts, targets }: Explanation, target: string, since = 0): string {
  const steps = receipts
    .filter((step, index) => index >= since && step.target === target && step.verdict !== 'would_apply')
    .filter(isNotMadeGood);
  const wanted = targets.find((one) => one.target === target)?.wanted;
  const said = steps.map(({ action, rule }) => {
    switch (action) {
      case 'invite':
        return `invited as ${wanted?.role?.name ?? 'a user without a role'}`;
      case 'adopt':
        return 'account adopted';
      case 'add-to-groups':
        return `+${(wanted?.groups ?? []).map(({ group }) => group).join(', +') || rule}`;
      case 'remove-from-group':
        return 'out of a group';
      case 'set-role':
        return wanted ? `role ${wanted.role?.name}` : 'role $guest';
      case 'delete':
        return 'deleted';
      case 'disable':
        return 'disabled';
      case 'enable':
        return 'enabled again';
      default:
        return action;
    }
  });
  const proof = steps.length > 0 && steps.every(isDone) ? ' ✓ read back' : '';
  const rules = [...new Set(steps.map(({ rule }) => rule))].join(', ');
  return steps.length === 0 ? 'nothing to do' : `${collapse(said).join(', ')}${proof} (${rules})`;
}

/** Several groups that a worker left are one line, and so is what two checks at one time both did. */
function collapse(said: readonly string[]): readonly string[] {
  const left = said.filter((one) => one === 'out of a group').length;
  const others = said.filter((one) => one !== 'out of a group');
  const once = [...new Set(others)];
  return left === 0 ? once : [...once, left === 1 ? 'out of 1 group' : `out of ${left} groups`];
}
