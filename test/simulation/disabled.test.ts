import { describe, expect, it } from 'vitest';

import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { disable } from '../../shared/app/operate/disable/disable.ts';
import { RetryableError } from '../../shared/domain/failure.ts';
import { type Company, company } from '../support/company.ts';
import { operateOutside } from '../support/operate-outside.ts';
import { interference } from './interference.ts';
import { joined, moved, settle } from './scenarios.ts';
import { recordWrites, untidy, whatHappened } from './what-happened.ts';

/** An operator ends Ada's access from the control plane, while the queue takes nothing. */
async function disableAda({ deps, clock }: Company): Promise<void> {
  const queue = { send: () => Promise.reject(new RetryableError('the queue did not answer')) };
  const answer = await disable(
    { source: 'hr:1', reason: 'an incident' },
    {
      deps: { ...deps, ...operateOutside(), operators: {}, queue, observe: memoryObserve() },
      actor: 'arn:aws:iam::111122223333:role/operator',
      call: { deadline: clock.now() + 20_000 },
    },
  );
  // before HR's first event is recorded there is no worker to disable
  if (answer.kind === 'refused') expect(answer.error).toBe('not-found');
}

describe('an operator who disables a worker', () => {
  it.each([
    ['joiner', ['evt_1'], async (acme: Company) => acme.deliver(joined)],
    [
      'mover',
      ['evt_1', 'evt_3'],
      async (acme: Company) => {
        await acme.deliver(joined);
        acme.atlan.accept('ada@example.com');
        await acme.deliver(moved);
      },
    ],
  ] as const)('between any two calls for a %s ends without access', { timeout: 900_000 }, async (_name, said, play) => {
    const clean = interference();
    await play(await company({ between: clean }));
    let disabled = 0;
    for (let at = 1; at <= clean.calls.length; at++) {
      let acme: Company | undefined;
      const between = interference(undefined, async (call) => {
        if (call === at && acme) await disableAda(acme);
      });
      acme = await company({ between });
      const writes = recordWrites(acme);
      await play(acme);
      acme.atlan.accept('ada@example.com');
      await settle(acme);
      const where = `before call ${at}, ${clean.calls[at - 1]}`;
      const key = (await acme.deps.ledger.links.workerOf('hr:1')) ?? '';
      const worker = await acme.deps.ledger.workers.load(key);
      if (worker?.overrides.length !== 1) continue;
      disabled++;
      const states = acme.atlan.accounts().map(({ state }) => state);
      expect(states.length, where).toBeLessThanOrEqual(1);
      expect(states, where).toEqual(states.map(() => 'disabled'));
      expect(worker.targets['atlan-prod']?.state, where).toBe('converged');
      const happened = await whatHappened(acme, writes);
      expect(untidy(happened), where).toEqual([]);
      expect(happened.holds, where).toEqual([]);
      for (const types of Object.values(happened.published)) expect(types.at(-1), where).toBe('AccessEnded');
      const history = (await acme.deps.ledger.history.list(key)).map(({ event }) => event.id).toSorted();
      expect(history, where).toEqual(said);
    }
    // no worker can be disabled before Ada is linked
    const linked = clean.calls.indexOf('ledger.links.link') + 1;
    expect(disabled).toBe(clean.calls.length - linked);
  });
});
