import type { ActionCount } from '../../../contracts/operate/report/action-count.ts';
import { groupNamesIn } from '../../../domain/chain/group-names.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import { observedPlan } from './observed-plan.ts';
import { accessOf, type ReceiptAccess } from './receipt-access.ts';

/** One action of a plan, with what it is about by name. */
export interface PlannedAction extends ReceiptAccess {
  readonly action: string;
  readonly rule: string;
}

/** More receipts than one plan ever has. */
const TAIL = 100;

/** What observe mode wrote down last for a worker on a target; undefined where their receipts do not show it any more. */
export async function plannedActions(
  { key, receipts: { next } }: Worker,
  { target, digest }: { readonly target: string; readonly digest: string },
  { receipts }: Pick<Ledger, 'receipts'>,
): Promise<readonly PlannedAction[] | undefined> {
  const tail = await receipts.chain(key, Math.max(0, next - TAIL));
  const names = groupNamesIn(tail);
  return observedPlan(tail, target, digest)?.map((action) => ({
    action: action.kind,
    rule: action.rule,
    ...accessOf(action, names),
  }));
}

/** Counts actions by kind and rule; `all` answers the most frequent first. */
export function actionCounter(): {
  readonly add: (actions: readonly PlannedAction[]) => void;
  readonly all: () => readonly ActionCount[];
} {
  const counts = new Map<string, ActionCount>();
  return {
    add: (actions) => {
      for (const { action, rule, role, groups = [] } of actions) {
        const of = `${action} ${rule}`;
        const known = counts.get(of);
        const roles = inOrder([...(known?.roles ?? []), ...(role === undefined ? [] : [role])]);
        const about = inOrder([...(known?.groups ?? []), ...groups]);
        counts.set(of, {
          action,
          rule,
          count: (known?.count ?? 0) + 1,
          ...(roles.length > 0 && { roles }),
          ...(about.length > 0 && { groups: about }),
        });
      }
    },
    all: () => [...counts.values()].sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1)),
  };
}

const inOrder = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();
