import { type Engagement, statementsOf } from './engagement.ts';
import type { Statement } from './statement.ts';
import { takenBack } from './taking-back.ts';

/** How the statements of an engagement hang together: what takes back by date must be read with all that it took back, or with none. */
export interface Bonds {
  /** What took a statement back; undefined for one in force, or where only the history has it. */
  readonly takenBackBy: (one: Statement) => Statement | undefined;
  /** All that cannot be let go of while these are kept, by id. */
  readonly tiedTo: (kept: readonly Statement[]) => ReadonlySet<string>;
  /** All that must go when these go. */
  readonly goingWith: (going: readonly Statement[]) => ReadonlySet<Statement>;
}

export function bondsOf(engagement: Engagement): Bonds {
  const statements = statementsOf(engagement);
  const { by } = takenBack(statements, engagement.replacedIds);
  const takenBackBy = ({ id }: Statement) => by.get(id);
  const byDate = (one: Statement) => {
    const word = takenBackBy(one);
    return word && word.supersedes !== one.id ? word : undefined;
  };
  const victims = Map.groupBy(statements, (one) => byDate(one)?.id);
  const victimsOf = (word: Statement | undefined) => (word ? (victims.get(word.id) ?? []) : []);
  return {
    takenBackBy,
    tiedTo: (kept) =>
      new Set(
        [...closed(kept, (one) => [...victimsOf(one), ...victimsOf(byDate(one)), ...[byDate(one) ?? one]])].map(
          ({ id }) => id,
        ),
      ),
    goingWith: (going) => closed(going, (one) => [...victimsOf(one), ...victimsOf(byDate(one))]),
  };
}

/** These and whatever follows from them, and from that. */
function closed(from: readonly Statement[], next: (one: Statement) => readonly Statement[]): ReadonlySet<Statement> {
  const all = new Set<Statement>();
  const open = [...from];
  for (let one = open.pop(); one; one = open.pop()) {
    if (all.has(one)) continue;
    all.add(one);
    open.push(...next(one));
  }
  return all;
}
