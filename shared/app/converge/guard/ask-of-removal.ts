import type { Action } from '../../../domain/plan/action.ts';
import { removalQuestion } from '../../../domain/plan/leaving/remove-accounts.ts';
import { askPerson } from './ask-person.ts';
import type { Guarded } from './guarded.ts';
import type { Judged } from './verdict.ts';

/** Nothing is removed for good before an operator other than the one who asked has approved exactly this removal. */
export function askOfRemoval(guarded: Guarded, action: Extract<Action, { readonly kind: 'remove' }>): Promise<Judged> {
  const { accounts, observed } = guarded.run;
  const asker = accounts.find(({ id }) => id === action.accountId)?.removal?.actor;
  return askPerson(guarded, {
    kind: 'removal',
    because: removalQuestion(action, observed ?? { managed: [], refusals: [] }),
    about: [action.accountId, action.toAccountId, action.run],
    ...(asker !== undefined && { asker }),
  });
}
