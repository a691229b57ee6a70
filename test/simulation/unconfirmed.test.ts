import { expect, it } from 'vitest';

import { company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const HOUR_MS = 60 * 60_000;

async function adaMayLeave(confidence: 'inferred' | 'needs_review') {
  const acme = await company();
  await acme.deliver(lifecycleEvent(1, 'joined', { date: '2026-02-01', attributes: ada }));
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  const occurredAt = acme.clock.now();
  const left = lifecycleEvent(2, 'left', { date: '2026-03-01' });
  await acme.deliver({ ...left, confidence, occurredAt, order: `${String(occurredAt).padStart(16, '0')} evt_2` });
  const state = () => acme.atlan.accounts().map((account) => account.state);
  const holds = async () => (await acme.deps.ledger.holds.listOpen(10)).map(({ kind, ending }) => ({ kind, ending }));
  return { acme, state, holds };
}

it('an ending that HR only concluded waits an hour for HR, and then for a person; meanwhile the worker keeps access', async () => {
  const { acme, state, holds } = await adaMayLeave('inferred');
  expect(await holds()).toEqual([]);
  acme.clock.advance(HOUR_MS);
  await acme.tick();
  expect(await holds()).toEqual([{ kind: 'unconfirmed', ending: true }]);
  expect(state()).toEqual(['active']);
});

it('an ending that HR wants checked is held at once, and ends access when HR confirms it', async () => {
  const { acme, state, holds } = await adaMayLeave('needs_review');
  expect(await holds()).toEqual([{ kind: 'unconfirmed', ending: true }]);
  const occurredAt = acme.clock.now() + 1_000;
  await acme.deliver({
    ...lifecycleEvent(3, 'left', { date: '2026-03-01' }),
    occurredAt,
    order: `${String(occurredAt).padStart(16, '0')} evt_3`,
  });
  expect(state()).toEqual(['disabled']);
  expect(await holds()).toEqual([]);
});

it('an ending that stays unanswered is reported as late, like any leaver', async () => {
  const { acme } = await adaMayLeave('needs_review');
  acme.clock.advance(HOUR_MS);
  await acme.tick();
  acme.clock.advance(HOUR_MS);
  await acme.tick();
  expect(acme.notices.map(({ name }) => name)).toContain('leaver-not-ended');
});
