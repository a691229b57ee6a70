import type { OutputOf } from '../../contracts/operate/command.ts';
import type { dlqListCommand } from '../../contracts/operate/dlq-list.ts';
import { type Answer, type Asking, answer } from './deps.ts';
import { iso } from './iso.ts';

const LISTED = 100;

export async function dlqList(_input: object, { deps }: Asking): Promise<Answer<OutputOf<typeof dlqListCommand>>> {
  const letters = await deps.ledger.deadLetters.list(LISTED + 1);
  return answer({
    deadLetters: letters.slice(0, LISTED).map(({ parkedAt, ...letter }) => ({ ...letter, parkedAt: iso(parkedAt) })),
    more: letters.length > LISTED,
  });
}
