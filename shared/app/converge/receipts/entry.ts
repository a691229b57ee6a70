import type { Action } from '../../../domain/plan/action.ts';
import type { ReceiptHeader, ReceiptPayload } from '../../../domain/receipt.ts';

/** What a receipt says, before it has its place in a chain. */
export type Entry = Pick<ReceiptHeader, 'target' | 'action' | 'entry' | 'verdict' | 'rule'> & {
  readonly accountId?: string;
  readonly closes?: number;
  readonly payload: ReceiptPayload;
};

/** What is known beside a step itself. */
export interface Beside {
  readonly groupNames: GroupNames;
  /** Of a leaver: how late the ending is, in civil days. */
  readonly lateDays: number;
  /** Id of the announced change that let the plan of the steps pass its limit. */
  readonly expected?: string | undefined;
}

/** What a receipt says before a step. Whom it concerns stands only in the payload. */
export const intentEntry = (target: string, action: Action, beside: Beside): Entry => ({
  ...withBeside(entryOf(target, action), action, beside),
  entry: 'intent',
  verdict: 'intended',
});

/** What a receipt says of a step that observe mode only wrote down. */
export const observedEntry = (target: string, action: Action, beside: Beside): Entry => ({
  ...withBeside(entryOf(target, action), action, beside),
  entry: 'outcome',
  verdict: 'would_apply',
});

/** What a receipt says of a step that is not taken, and that was not begun. */
export function notTakenEntry(target: string, action: Action, because: string, beside: Beside): Entry {
  const entry = withBeside(entryOf(target, action), action, beside);
  return { ...entry, entry: 'outcome', verdict: 'not_done', payload: { ...entry.payload, because } };
}

/** By the ids of groups. */
type GroupNames = ReadonlyMap<string, string>;

/** The payload with what the groups of the step were called, by their ids where that is not known, how late it is, and what announced it. */
function withBeside<One extends Pick<Entry, 'payload'>>(
  entry: One,
  action: Action,
  { groupNames: names, lateDays, expected }: Beside,
): One {
  const ids =
    action.kind === 'add-to-groups' || action.kind === 'delete'
      ? action.groupIds
      : action.kind === 'remove-from-group'
        ? [action.groupId]
        : undefined;
  const payload = {
    ...entry.payload,
    ...(ids && { groups: ids.map((id) => names.get(id) ?? id) }),
    ...(lateDays > 0 && { lateDays }),
    ...(expected !== undefined && { expectation: expected }),
  };
  return { ...entry, payload };
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
