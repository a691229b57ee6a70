import { expect, it } from 'vitest';

import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import type { Answer } from '../../shared/app/operate/deps.ts';
import { disable } from '../../shared/app/operate/disable/disable.ts';
import { type Company, company } from '../support/company.ts';
import { operateOutside } from '../support/operate-outside.ts';
import { type Interference, interference, MISHAPS } from './interference.ts';
import { finalState, joined, settle } from './scenarios.ts';
import { differences, recordWrites, type Write, whatHappened } from './what-happened.ts';

type Disabled = Awaited<ReturnType<typeof disable>>;

/** Ada has joined and accepted; whatever the control plane calls for her disable goes through `between`. */
async function disableThrough(
  between: Interference,
): Promise<{ acme: Company; writes: readonly Write[]; answer: Disabled | undefined }> {
  const acme = await company();
  const writes = recordWrites(acme);
  await acme.deliver(joined);
  acme.atlan.accept('ada@example.com');
  const deps = {
    ...between.wrap(acme.deps),
    ...operateOutside(),
    operators: {},
    queue: memoryQueue(),
    observe: memoryObserve(),
  };
  const call = { deadline: acme.clock.now() + 20_000 };
  const answer = await disable({ source: 'hr:1', reason: 'r' }, { deps, actor: 'ops', call }).catch(() => undefined);
  return { acme, writes, answer };
}

const isEnded = (answer: Answer<{ readonly targets: readonly { readonly result: string }[] }> | undefined) =>
  answer?.kind === 'done' && answer.value.targets.every(({ result }) => result === 'ended');

it('a disable whose every call may fail, lose its answer or be its last is never reported before it is true, and is done in the end', {
  timeout: 900_000,
}, async () => {
  const clean = interference();
  const calm = await disableThrough(clean);
  expect(isEnded(calm.answer)).toBe(true);
  await settle(calm.acme);
  const expected = await finalState(calm.acme);
  const happened = await whatHappened(calm.acme, calm.writes);
  expect(happened.published).toEqual({ 'ada@example.com': ['InvitationSent', 'AccessEnded'] });
  expect(expected).toMatchObject({
    accounts: [{ state: 'disabled', groups: [] }],
    workers: [{ state: 'converged', outbox: 0, isChainWhole: true, openIntents: 0 }],
  });

  let stated = 0;
  for (const [index, name] of clean.calls.entries()) {
    for (const mishap of MISHAPS) {
      const where = `${mishap} at call ${index + 1}, ${name}`;
      const { acme, writes, answer } = await disableThrough(interference({ call: index + 1, mishap }));
      const [account] = acme.atlan.accounts();
      if (isEnded(answer)) expect(account?.state, where).toBe('disabled');
      const key = (await acme.deps.ledger.links.workerOf('hr:1')) ?? '';
      const worker = await acme.deps.ledger.workers.load(key);
      if (worker?.overrides.length === 0) {
        // what was not written down was not begun either
        expect([answer, account?.state], where).toEqual([undefined, 'active']);
        continue;
      }
      stated++;
      await settle(acme);
      expect(await finalState(acme), where).toEqual(expected);
      expect(differences(happened, await whatHappened(acme, writes), { mishap, name }), where).toEqual([]);
    }
  }
  expect(stated).toBeGreaterThan(100);
});
