import { type Action, isEnding } from '../plan/action.ts';
import { actionOf } from '../plan/action-of.ts';
import type { Receipt, ReceiptHeader, Verdict } from '../receipt.ts';
import { RETURNED } from '../returning/returning-groups.ts';
import { groupIdsOf } from './group-names.ts';

/** What an ending took from a worker on one target, as its receipts say. */
export interface Taken {
  readonly target: string;
  /** The role that the account had before it was lowered, or deleted. */
  readonly role?: string;
  readonly groups: readonly TakenGroup[];
}

export interface TakenGroup {
  readonly id: string;
  /** As the receipt names it; the id where it knew no name. */
  readonly name: string;
  /** We had granted the membership by a rule. */
  readonly isOurs: boolean;
}

/**
 * What the ending took that a receipt belongs to: the intent or the outcome at `position`, with all of the same rule, on every target,
 * since access was given there before it and until it was given again. Undefined where that receipt took nothing.
 */
export function takenWith(chain: readonly Receipt[], position: number): readonly Taken[] | undefined {
  const steps = stepsOf(chain);
  const named = steps.find((step) => step.position === position || step.closedAt === position);
  if (!named || !takes(named.action)) return undefined;
  const together = steps.filter(
    (step) => step.rule === named.rule && takes(step.action) && isSameTime(step, named.position, steps),
  );
  const targets = [...new Set(together.map(({ target }) => target))];
  return targets.map((target) =>
    takenOn(
      target,
      together.filter((step) => step.target === target),
      steps,
    ),
  );
}

interface Step extends Pick<ReceiptHeader, 'position' | 'target' | 'rule'> {
  readonly action: Action;
  readonly closedAt?: number;
  readonly names: readonly string[];
}

const NEVER_HAPPENED: readonly Verdict[] = ['would_apply', 'refused', 'not_done'];

/** Every step that may have happened, in order; what observe mode only wrote down is none. */
function stepsOf(chain: readonly Receipt[]): readonly Step[] {
  const outcomes = new Map(
    chain.flatMap(({ header }) => (header.closes === undefined ? [] : [[header.closes, header] as const])),
  );
  return chain.flatMap((receipt): readonly Step[] => {
    const { position, target, rule, entry } = receipt.header;
    const action = actionOf(receipt);
    const outcome = outcomes.get(position);
    if (!action || entry !== 'intent' || (outcome && NEVER_HAPPENED.includes(outcome.verdict))) return [];
    const said = receipt.payload?.['groups'];
    const names = Array.isArray(said) ? said.map(String) : [];
    return [{ position, target, rule, action, names, ...(outcome && { closedAt: outcome.position }) }];
  });
}

const takes = (action: Action): boolean =>
  isEnding(action) || action.kind === 'remove-from-group' || action.kind === 'set-role';

const gives = ({ kind }: Action): boolean => kind === 'enable' || kind === 'invite' || kind === 'adopt';

/** Whether access was not given on the step's target between it and the position. */
function isSameTime({ position, target }: Step, other: number, steps: readonly Step[]): boolean {
  const [from, to] = [Math.min(position, other), Math.max(position, other)];
  return !steps.some(
    (step) => step.target === target && gives(step.action) && from < step.position && step.position < to,
  );
}

function takenOn(target: string, together: readonly Step[], steps: readonly Step[]): Taken {
  const roles = together.flatMap(({ action }) =>
    action.kind === 'set-role' ? (action.from ?? []) : action.kind === 'delete' ? (action.role ?? []) : [],
  );
  const ours = new Set(
    steps.flatMap(({ action, ...step }) =>
      step.target === target && action.kind === 'add-to-groups' && !action.isGivenBack && step.rule !== RETURNED
        ? action.groupIds
        : [],
    ),
  );
  const groups = together.flatMap(({ action, names }) =>
    groupIdsOf(action).map((id, index): TakenGroup => ({ id, name: names[index] ?? id, isOurs: ours.has(id) })),
  );
  const [role] = roles;
  return {
    target,
    ...(role !== undefined && { role }),
    groups: [...new Map(groups.map((group) => [group.id, group])).values()],
  };
}
