import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { expectListCommand } from '../../../contracts/operate/expect/expect-list.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { showExpectation } from './show-expectation.ts';

/** The announced changes of every target that is configured, the newest first. */
export async function expectList(
  _input: object,
  { deps }: OperatorRequest,
): Promise<Answer<OutputOf<typeof expectListCommand>>> {
  const all = await Promise.all(deps.targets.map(({ target }) => deps.ledger.expectations.list(target.name)));
  const newest = all.flat().toSorted((a, b) => b.since - a.since);
  return answer({ expectations: await Promise.all(newest.map((one) => showExpectation(one, deps))) });
}
