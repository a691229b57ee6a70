import { expect, it } from 'vitest';

import type { ProvisionDeps } from '../../../../shared/app/converge/deps.ts';
import { recordFacts } from '../../../../shared/app/provision/record-facts.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import { company } from '../../../support/company.ts';
import { converge } from '../../../support/converge.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };

/** Ada works here, and then the bus goes down until it is mended. */
async function withoutBus() {
  let isDown = false;
  const acme = await company();
  const { bus } = acme.deps;
  const deps: ProvisionDeps = {
    ...acme.deps,
    bus: {
      publish: (events) =>
        isDown ? Promise.reject(new RetryableError('The bus did not answer')) : bus.publish(events),
    },
  };
  await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  isDown = true;
  return {
    acme,
    mend: () => {
      isDown = false;
    },
    /** HR says it, and provision looks once. Answers how many workers could not be brought to an end. */
    say: async (...events: readonly ReturnType<typeof lifecycleEvent>[]) => {
      for (const event of events) await recordFacts(event, deps);
      acme.clock.advance(10 * 60_000);
      const workerKey = (await deps.ledger.links.workerOf('hr:1')) ?? '';
      return (await converge([workerKey], deps, { call: { deadline: acme.clock.now() + 60_000 }, world: acme })).size;
    },
  };
}

it('a leaver is disabled while the bus is down, and what must be told is told when it is back', async () => {
  const { acme, mend, say } = await withoutBus();
  const told = (type: string) => acme.published.filter((event) => event.type === type).length;

  expect(await say(lifecycleEvent(2, 'left', { date: '2026-03-01' }))).toBe(1);
  const [account] = acme.atlan.accounts();
  expect(account).toMatchObject({ state: 'disabled' });
  // that it has ended still waits in the outbox, when a person lets the leaver in again
  acme.atlan.put({ ...account!, state: 'active', enabled: true });
  expect(await say()).toBe(1);
  expect(acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
  expect(told('AccessEnded')).toBe(0);

  mend();
  expect(await say()).toBe(0);
  expect(told('AccessEnded')).toBeGreaterThan(0);
});
