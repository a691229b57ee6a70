import { instantOf } from '../civil-time.ts';
import type { LifecycleEvent } from '../event/lifecycle-event.ts';
import { type Engagement, statementsOf } from './engagement.ts';
import { byOrder, isDated, statementOf } from './statement.ts';

/**
 * Whether an event can only be taken in together with what the history alone has. Not one that is newer than everything, takes nothing
 * back, and has effect after all that was let go of: it changes nothing of that, and nothing of that changes it.
 */
export function needsHistory(event: LifecycleEvent, engagement: Engagement): boolean {
  const { behind, replacedIds } = engagement;
  if (!behind) return false;
  const isNewest = [behind, ...statementsOf(engagement)].every((one) => byOrder(one, event) < 0);
  if (!isNewest) return true;
  const statement = statementOf(event);
  if (!statement) return false;
  const { id, phase, supersedes, occurredAt } = statement;
  if (phase === 'cancelled' || phase === 'corrected' || supersedes !== undefined || replacedIds.includes(id))
    return true;
  // which spells a start or an end means depends on the others
  if (behind.hasTurns && statement.kind !== 'moved') return true;
  if (!behind.lastFact || !isDated(statement)) return false;
  return instantOf(statement.effective, occurredAt) < behind.lastFact.at;
}
