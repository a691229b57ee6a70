import { describe, expect, it } from 'vitest';

import { RetryableError } from '../../../../../shared/domain/failure.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane } from '../control-plane.ts';

const onTheQueue = ({ deps }: ControlPlane, waiting: number, inWork: number) =>
  Object.assign(deps, { backlog: { read: async () => ({ waiting, inWork }) } });

/** A worker who has joined, and whose time to be looked at has come since. */
async function withOneDue() {
  const plane = await controlPlane({ mode: 'observe' });
  const attributes = { workEmail: 'ada@example.com', workerType: 'employee' };
  await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes }));
  const worker = await plane.deps.ledger.workers.load(await plane.keyOf(1));
  plane.acme.clock.advance(worker!.due!.at - plane.acme.clock.now() + 1_000);
  return { plane, dueAt: new Date(worker!.due!.at).toISOString() };
}

describe.each(['status', 'report observe'] as const)('%s', (command) => {
  const told = async (plane: ControlPlane) =>
    (await plane.tell(command, command === 'status' ? {} : { target: 'atlan-prod' })).coming;

  it('says what waits on the queue and is worked on', async () => {
    const plane = await controlPlane();
    onTheQueue(plane, 12, 3);
    expect(await told(plane)).toEqual({ messages: { waiting: 12, inWork: 3 }, due: 0 });
  });

  it('says how many workers are due, and since when the oldest is', async () => {
    const { plane, dueAt } = await withOneDue();
    expect(await told(plane)).toEqual({ messages: { waiting: 0, inWork: 0 }, due: 1, oldestDue: dueAt });
  });

  it('says nothing of it while nothing is on its way', async () => {
    expect(await told(await controlPlane())).toBeUndefined();
  });

  it('says the rest where the queue does not answer', async () => {
    const { plane, dueAt } = await withOneDue();
    Object.assign(plane.deps, { backlog: { read: () => Promise.reject(new RetryableError('no answer')) } });
    expect(await told(plane)).toEqual({ due: 1, oldestDue: dueAt });
  });
});

describe('the headline', () => {
  it('does not say healthy while events are coming in, and is no trouble', async () => {
    const plane = await controlPlane();
    onTheQueue(plane, 12, 3);
    expect(await plane.tell('status')).toMatchObject({
      headline:
        'No trouble is known, but events are still being processed: 12 messages wait in the queue and 3 are being processed; no worker is due. Try again until none are left',
      troubles: [],
    });
    onTheQueue(plane, 0, 0);
    expect((await plane.tell('status')).headline).toMatch(/^Healthy/);
  });
});
