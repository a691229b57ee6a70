import type { Action } from '../../../domain/plan/action.ts';
import type { ReceiptHeader, ReceiptPayload } from '../../../domain/receipt.ts';

/** What a receipt says, before it has its place in a chain. */
export type Entry = Pick<ReceiptHeader, 'target' | 'action' | 'entry' | 'verdict' | 'rule'> & {
  readonly accountId?: string;
  readonly closes?: number;
  readonly payload: ReceiptPayload;
};

interface Intended {
  readonly groupNames: GroupNames;
  /** Id of the announced change that let the plan of the step pass its limit. */
  readonly expected?: string | undefined;
}

/** What a receipt says before a step. Whom it concerns stands only in the payload. */
export function intentEntry(target: string, action: Action, { groupNames, expected }: Intended): Entry {
  const { payload, ...entry } = withGroups(entryOf(target, action), action, groupNames);
  return {
    ...entry,
    entry: 'intent',
    verdict: 'intended',
    payload: { ...payload, ...(expected !== undefined && { expectation: expected }) },
  };
}

/** What a receipt says of a step that observe mode only wrote down. */
export const observedEntry = (target: string, action: Action, groupNames: GroupNames): Entry => ({
  ...withGroups(entryOf(target, action), action, groupNames),
  entry: 'outcome',
  verdict: 'would_apply',
});

/** By the ids of groups. */
type GroupNames = ReadonlyMap<string, string>;

/** The payload with what the groups of the step were called, by their ids where that is not known. */
function withGroups<One extends Pick<Entry, 'payload'>>(entry: One, action: Action, names: GroupNames): One {
  const ids =
    action.kind === 'add-to-groups' || action.kind === 'delete'
      ? action.groupIds
      : action.kind === 'remove-from-group'
        ? [action.groupId]
        : undefined;
  return ids ? { ...entry, payload: { ...entry.payload, groups: ids.map((id) => names.get(id) ?? id) } } : entry;
}

/** What a receipt says after a step, of the intent at that position. */
export function outcomeEntry(target: string, action: Action, { verdict, closes, because, accountId }: Outcome): Entry {
  const { payload, ...entry } = entryOf(target, action);
  return {
    ...entry,
    entry: 'outcome',
    verdict,
    ...(accountId !== undefined && { accountId }),
    ...(closes !== undefined && { closes }),
    payload: { ...payload, ...(because !== undefined && { because }) },
  };
}

interface Outcome {
  readonly verdict: ReceiptHeader['verdict'];
  readonly closes?: number;
  readonly because?: string;
  /** The account that came of it, where the action names none. */
  readonly accountId?: string | undefined;
}

function entryOf(target: string, action: Action): Omit<Entry, 'entry' | 'verdict'> {
  const { kind, rule, ...payload } = action;
  return { target, action: kind, rule, ...('accountId' in action && { accountId: action.accountId }), payload };
}
