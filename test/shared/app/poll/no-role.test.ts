import { expect, it } from 'vitest';

import { lifecycleEvent } from '../../../support/events.ts';
import { polling } from './polling.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };

it('a worker without a role whom an administrator enables again is noticed by the next sweep, and disabled again', async () => {
  const acme = await polling({ target: { withoutRole: 'end' } });
  await acme.sweep();
  await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  acme.atlan.accept('ada@example.com');
  await acme.sweep();
  await acme.follow();
  await acme.deliver(lifecycleEvent(2, 'moved', { date: '2026-03-02', attributes: { workerType: 'contractor' } }));
  const account = () => acme.atlan.accounts()[0]!;
  expect(account().state).toBe('disabled');

  acme.clock.advance(90_000);
  acme.atlan.put({ ...account(), enabled: true, state: 'active' });
  for (let sweeps = 0; sweeps < 2; sweeps++) {
    await acme.sweep();
    await acme.follow();
  }
  expect(account().state).toBe('disabled');
  expect(acme.heard().map(({ type }) => type)).toContain('DriftDetected');
});
