import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { expectEndCommand } from '../../../contracts/operate/expect/expect-end.ts';
import type { Expectation } from '../../../domain/expectation/expectation.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { operatorName } from '../operator.ts';
import { noSuch } from '../unknown-names.ts';
import { withReceipts } from './expectation-receipts.ts';
import { showExpectation } from './show-expectation.ts';

/** Ends an announced change on every target that has it. Safe to repeat: what has ended stays as it is. */
export async function expectEnd(
  { expectation: id, reason }: InputOf<typeof expectEndCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof expectEndCommand>>> {
  const { deps } = request;
  const { ledger, clock, observe } = deps;
  const ended = { at: clock.now(), actor: operatorName(request), reason };
  const all = await Promise.all(deps.targets.map(({ target }) => ledger.expectations.list(target.name)));
  const named = all.flat().filter((one) => one.id === id);
  if (named.length === 0) return noSuch({ field: 'expectation', names: 'expectation' }, deps);
  const now: Expectation[] = [];
  for (const one of named) {
    const act = async () => (await ledger.expectations.end(one.target, id, ended)) ?? one;
    const isDone = (after: Expectation) => after.ended !== undefined;
    const after = one.ended
      ? one
      : await withReceipts(one, { action: 'end-announcement', reason, act, isDone }, request);
    if (!one.ended) observe.info('announcement-ended', { target: one.target });
    now.push(after);
  }
  return answer({ expectations: await Promise.all(now.map((one) => showExpectation(one, deps))) });
}
