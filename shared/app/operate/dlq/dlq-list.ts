import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { dlqListCommand } from '../../../contracts/operate/dlq/dlq-list.ts';
import { failureClass } from '../../../domain/failure-class.ts';
import type { DeadLetter } from '../../../ports/ledger/intake/dead-letters.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { showLetter } from './show-letter.ts';

type Listed = OutputOf<typeof dlqListCommand>;

const LISTED = 100;
const COUNTED = 1_000;

export async function dlqList(_input: object, { deps }: OperatorRequest): Promise<Answer<Listed>> {
  const letters = await deps.ledger.deadLetters.list(COUNTED);
  return answer({
    classes: byClass(letters),
    deadLetters: letters.slice(0, LISTED).map(showLetter),
    more: letters.length > LISTED,
  });
}

function byClass(letters: readonly DeadLetter[]): Listed['classes'] {
  const classes = Map.groupBy(letters, ({ because }) => failureClass(because));
  return [...classes]
    .map(([name, members]) => {
      const times = members.map(({ parkedAt }) => parkedAt);
      return {
        class: name,
        count: members.length,
        oldest: iso(Math.min(...times)),
        newest: iso(Math.max(...times)),
      };
    })
    .sort((a, b) => b.count - a.count || (a.class < b.class ? -1 : 1));
}
