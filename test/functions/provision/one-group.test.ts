import { describe, expect, it } from 'vitest';

import { createHandler } from '../../../functions/provision/handler.ts';
import { encodeMessage } from '../../../shared/contracts/messages.ts';
import type { LifecycleEvent } from '../../../shared/domain/event/lifecycle-event.ts';
import { company } from '../../support/company.ts';
import { lifecycleEvent } from '../../support/events.ts';
import { lambdaContext } from '../../support/lambda.ts';
import { RETENTION } from '../../support/retention.ts';
import { fifoRecord } from '../../support/sqs.ts';

/** What HR says of one worker, each with another time. */
const JOINED = lifecycleEvent(1, 'joined', {
  attributes: { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' },
});
const MOVED = lifecycleEvent(2, 'moved', { date: '2026-02-20', attributes: { department: 'Sales' } });
const LEFT = lifecycleEvent(3, 'left', { date: '2026-03-01' });

/**
 * The embedded SQS hands over one message of a group at a time. AWS hands over as many of it as there are, in order, so that the function is
 * given such batches here by hand.
 */
async function provisionUnderTest() {
  const acme = await company();
  const parked: string[] = [];
  const handler = createHandler(() => ({
    ...acme.deps,
    retention: { ...RETENTION, deadLetterDays: 30 },
    parking: { park: async ({ body }) => void parked.push(body) },
    delay: async () => undefined,
  }));
  return {
    acme,
    parked,
    give: async (...records: readonly ReturnType<typeof fifoRecord>[]) => {
      const { batchItemFailures } = await handler({ Records: [...records] }, lambdaContext({ remainingMs: 120_000 }));
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
    /** What is kept of HR's words, and who may do anything in the target: an invitation of a leaver is left as a guest's. */
    seen: async () => {
      const key = (await acme.deps.ledger.links.workerOf(JOINED.sourceKey)) ?? '';
      const worker = await acme.deps.ledger.workers.load(key);
      const access = acme.atlan.accounts().flatMap(({ email, role }) => (role === '$guest' ? [] : [{ email, role }]));
      return { access, engagements: worker?.engagements, heard: new Set(worker?.recentEvents) };
    },
  };
}

const recordOf = (event: LifecycleEvent, body?: string) =>
  fifoRecord(event.id, event.sourceKey, { body: body ?? encodeMessage({ kind: 'event', event, delivery: 'd' }) });

describe('a batch with several messages of one group', () => {
  it.each([
    ['joined, moved, left', [JOINED, MOVED, LEFT]],
    ['joined, left', [JOINED, LEFT]],
    ['joined, moved', [JOINED, MOVED]],
    ['joined, joined again, left', [JOINED, JOINED, LEFT]],
  ])('%s: comes to the same as one by one', async (_order, events) => {
    const [together, apart] = [await provisionUnderTest(), await provisionUnderTest()];
    expect(await together.give(...events.map((event) => recordOf(event)))).toEqual([]);
    for (const event of events) expect(await apart.give(recordOf(event))).toEqual([]);
    expect(await together.seen()).toEqual(await apart.seen());
    expect((await together.seen()).heard).toEqual(new Set(events.map(({ id }) => id)));
  });

  it('is read to its end before any invitation: a leaver whose whole story comes at once is not', async () => {
    const provision = await provisionUnderTest();
    expect(await provision.give(recordOf(JOINED), recordOf(MOVED), recordOf(LEFT))).toEqual([]);
    expect(provision.acme.atlan.accounts()).toEqual([]);
  });

  it('goes on behind one that is parked, and takes the others in order', async () => {
    const provision = await provisionUnderTest();
    expect(await provision.give(recordOf(JOINED), recordOf(MOVED, 'unreadable'), recordOf(LEFT))).toEqual([]);
    expect(provision.parked).toEqual(['unreadable']);
    expect((await provision.seen()).heard).toEqual(new Set([JOINED.id, LEFT.id]));
    expect((await provision.seen()).access).toEqual([]);
    // why it was parked is known for as long as the configuration says
    const { clock, deps } = provision.acme;
    clock.advance(30 * 86_400_000 - 1);
    expect(await deps.ledger.deadLetters.listAll(10)).toMatchObject([{ id: MOVED.id }]);
    clock.advance(1);
    expect(await deps.ledger.deadLetters.listAll(10)).toEqual([]);
  });

  it('takes ten messages of one worker, most of them repeated, as the three that they are', async () => {
    const provision = await provisionUnderTest();
    const events = Array.from({ length: 10 }, (_, index) => (index === 0 ? JOINED : index % 2 === 1 ? LEFT : MOVED));
    expect(await provision.give(...events.map((event) => recordOf(event)))).toEqual([]);
    expect((await provision.seen()).heard).toEqual(new Set([JOINED.id, MOVED.id, LEFT.id]));
    const [together, apart] = [await provision.seen(), await provisionUnderTest()];
    for (const event of [JOINED, LEFT, MOVED]) await apart.give(recordOf(event));
    expect(together).toEqual(await apart.seen());
  });
});
