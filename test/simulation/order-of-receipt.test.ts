import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bamboohrConnection } from '../../shared/adapters/hris/bamboohr/bamboohr.ts';
import { hrisConnections } from '../../shared/adapters/hris/registry.ts';
import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { ingest } from '../../shared/app/ingest/ingest.ts';
import { receiptsOf } from '../../shared/app/ingest/receipts.ts';
import { decodeMessage } from '../../shared/contracts/messages.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { orderOf, placeByTime } from '../../shared/domain/event/order.ts';
import { standingAt } from '../../shared/domain/worker/standing.ts';
import { bamboohrDelivery, type EmployeeInput } from '../support/bamboohr.ts';
import { canonicalEvent } from '../support/canonical.ts';
import { type Company, company } from '../support/company.ts';
import { fixedRandom } from '../support/fixed-random.ts';
import { receiptAt } from '../support/receipt.ts';
import { RETENTION } from '../support/retention.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ADA = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Sales' };

type Said = Readonly<{
  id: string;
  time?: string;
  phase?: string;
  date?: string;
  immediate?: boolean;
  worker?: object;
}>;

const saying =
  (kind: string) =>
  ({ id, time = '2026-03-02T01:00:00Z', phase = 'effective', date = '2026-03-02', immediate, worker = {} }: Said) =>
    canonicalEvent({
      id,
      time,
      data: { kind, phase, effective: { date, timeZone: 'UTC', ...(immediate && { immediate }) } },
      worker: { sourceWorkerId: '1', workEmail: undefined, displayName: undefined, department: undefined, ...worker },
    });
const [joined, moved, left] = [saying('joined'), saying('moved'), saying('left')];
const hire = joined({ id: 'j1', time: '2025-01-01T08:00:00Z', date: '2025-01-01', worker: ADA });

/** What ingest puts on the queue for what HR sends, in this order, to `POST /events`. */
async function received(
  acme: Company,
  bodies: readonly object[],
  sequence?: 'always',
): Promise<readonly LifecycleEvent[]> {
  const { clock } = acme;
  const { deliveries, quarantine } = acme.deps.ledger;
  const queue = memoryQueue();
  const random = fixedRandom();
  const connections = hrisConnections({ hr: { kind: 'canonical', defaultTimeZone: 'UTC', sequence } });
  const receipts = receiptsOf({ clock, random });
  const kept = { deliveries, quarantine, retention: RETENTION, noteHeard: async () => undefined };
  const deps = { ...kept, connections, secrets: {}, queue, receipts, clock, observe: memoryObserve() };
  for (const body of bodies) {
    const bytes = Buffer.from(JSON.stringify(body));
    const request = { door: 'events', connection: undefined, headers: {}, body: bytes, isAwsSigned: true } as const;
    expect(await ingest(request, deps)).toMatchObject({ status: 202 });
  }
  return queue.messages.flatMap(({ body }) => {
    const message = decodeMessage(body);
    return message.kind === 'event' ? [message.event] : [];
  });
}

/** A company that Ada has joined and accepted. */
async function employing(): Promise<Company> {
  const acme = await company();
  await acme.deliver(...(await received(acme, [hire])));
  acme.atlan.accept('ada@example.com');
  acme.clock.advance(HOUR_MS);
  return acme;
}

const account = ({ atlan }: Company) => atlan.accounts().find(({ email }) => email === 'ada@example.com')!;

const PAIRS = [
  ['evt-a', 'evt-b'],
  ['evt-b', 'evt-a'],
  ['1', '2'],
  ['2', '1'],
] as const;
const ARRIVALS = ['as they were received', 'the other way round'] as const;
const CASES = PAIRS.flatMap((ids) => ARRIVALS.map((arrival) => [...ids, arrival] as const));

async function arriving(acme: Company, bodies: readonly object[], arrival: (typeof ARRIVALS)[number]): Promise<void> {
  const events = await received(acme, bodies);
  for (const event of arrival === 'as they were received' ? events : events.toReversed()) await acme.deliver(event);
}

describe('two statements of one second', () => {
  it.each(CASES)('leave the department that was received last: %s, %s, handled %s', async (one, two, arrival) => {
    const acme = await employing();
    const said = [
      moved({ id: one, worker: { department: 'Data' } }),
      moved({ id: two, worker: { department: 'Sales' } }),
    ];
    await arriving(acme, said, arrival);
    expect(await acme.groupsOf(account(acme).id)).toEqual(['all_staff']);
    await arriving(acme, [moved({ id: `${one}-again`, worker: { department: 'Data' } })], arrival);
    expect(await acme.groupsOf(account(acme).id)).toEqual(['all_staff', 'data_eng']);
  });

  it.each(CASES)('end access where the end was received after its cancellation: %s, %s, handled %s', async (...of) => {
    const [one, two, arrival] = of;
    const acme = await employing();
    const end = { date: '2026-03-01' };
    await arriving(acme, [left({ id: one, ...end, phase: 'cancelled' }), left({ id: two, ...end })], arrival);
    expect(account(acme).state).toBe('disabled');
  });

  it.each(CASES)('keep access where the cancellation was received last: %s, %s, handled %s', async (...of) => {
    const [one, two, arrival] = of;
    const acme = await employing();
    const end = { date: '2026-03-05' };
    await arriving(acme, [left({ id: one, ...end }), left({ id: two, ...end, phase: 'cancelled' })], arrival);
    acme.clock.advance(10 * DAY_MS);
    await acme.tick();
    expect(account(acme).state).toBe('active');
  });
});

describe('an end that BambooHR moved within the second', () => {
  const hr = bamboohrConnection({ name: 'hr', toleranceSeconds: 300, defaultTimeZone: 'UTC' });
  const at = Date.parse('2026-03-02T08:00:00Z');
  const record = (date: string): EmployeeInput => ({
    id: 1,
    action: 'Updated',
    timestamp: '2026-03-02T08:00:00Z',
    changedFields: ['terminationDate'],
    fields: { terminationDate: date, status: 'Active' },
  });

  it.each(['2026-03-01', '2026-02-27', '2026-02-20', '2026-02-13'])(
    'is the one that was received last, whatever the first was: %s',
    async (first) => {
      for (const arrival of ARRIVALS) {
        const acme = await employing();
        const events = [record(first), record('2026-12-31')].flatMap(
          (one, turn) => hr.normalise(bamboohrDelivery([one], { at }), receiptAt(at, turn)).events,
        );
        await acme.deliver(...(arrival === 'as they were received' ? events : events.toReversed()));
        const [worker] = await workersOf(acme);
        const standing = standingAt(worker!.engagements, [], acme.clock.now());
        expect(standing).toMatchObject({ kind: 'active', changesAt: Date.parse('2027-01-01T00:00:00Z') });
      }
    },
  );
});

async function workersOf({ deps }: Company) {
  const key = await deps.ledger.links.workerOf('hr:1');
  return [(await deps.ledger.workers.load(key ?? ''))!];
}

describe('an id that HR gave to two events', () => {
  it('ends the access of a worker who left under the id of their hire', async () => {
    const acme = await company();
    const id = 'emp-77';
    const hired = joined({ id, time: '2026-03-02T08:00:00Z', worker: ADA });
    await acme.deliver(...(await received(acme, [hired])));
    acme.atlan.accept('ada@example.com');
    acme.clock.advance(HOUR_MS);
    const gone = left({ id, time: '2026-03-02T09:30:00Z', immediate: true });
    await acme.deliver(...(await received(acme, [gone])));
    expect(account(acme).state).toBe('disabled');
    await acme.deliver(...(await received(acme, [hired, gone])));
    expect(account(acme).state).toBe('disabled');
  });

  it('is distinguished from a repetition also when ingest no longer remembers it, and counted', async () => {
    const acme = await employing();
    acme.clock.advance(400 * DAY_MS);
    const time = new Date(acme.clock.now()).toISOString();
    const [gone, ...others] = await received(acme, [left({ id: 'j1', time, immediate: true })]);
    expect(others).toEqual([]);
    await acme.deliver(gone!);
    expect(account(acme).state).toBe('disabled');
    expect(acme.notices.filter(({ name }) => name === 'delivery-id-reused')).toHaveLength(1);
    const [before] = await workersOf(acme);
    await acme.deliver(gone!, ...(await received(acme, [left({ id: 'j1', time, immediate: true })])));
    const [after] = await workersOf(acme);
    expect(after?.engagements).toEqual(before?.engagements);
    expect(acme.notices.filter(({ name }) => name === 'delivery-id-reused')).toHaveLength(1);
  });

  it.each([undefined, 'said'])(
    'is a repetition where it says the same, in what an older version kept too',
    async (content) => {
      const acme = await company();
      const [event] = await received(acme, [hire]);
      const { content: _, receivedAt: __, ...old } = event!;
      await acme.deliver({ ...old, order: `${old.order.slice(0, 16)} ${old.id}`, ...(content && { content }) });
      await acme.deliver({ ...event!, ...(content && { content }) });
      const [worker] = await workersOf(acme);
      expect(worker?.recentEvents).toEqual([event!.id]);
      expect(worker?.engagements['hr:1']?.facts.map(({ order }) => order)).toEqual([
        `${old.order.slice(0, 16)} ${old.id}`,
      ]);
      expect(acme.notices.map(({ name }) => name)).not.toContain('delivery-id-reused');
    },
  );
});

describe('a repetition', () => {
  it('leaves the receipt that was the first', async () => {
    const acme = await employing();
    const [data] = await received(acme, [moved({ id: 'm', worker: { department: 'Data' } })]);
    const [sales] = await received(acme, [moved({ id: 'n', worker: { department: 'Sales' } })]);
    await acme.deliver(data!, sales!);
    const later = { ...data!, order: orderOf(placeByTime(data!.occurredAt), receiptAt(acme.clock.now() + DAY_MS), 0) };
    await acme.deliver(later);
    expect(await acme.groupsOf(account(acme).id)).toEqual(['all_staff']);
  });
});

describe('a connection that always sends a sequence', () => {
  const numbered = (sequence: string, one: object) => ({ ...one, sequence });
  const data = { id: 'm', time: '2026-03-02T01:00:00Z', worker: { department: 'Data' } };
  const sales = { id: 'n', time: '2026-03-02T00:00:00Z', worker: { department: 'Sales' } };

  it('is believed about what is newer, against times and the order of receipt', async () => {
    for (const bodies of [
      [numbered('7', moved(data)), numbered('10', moved(sales))],
      [numbered('10', moved(sales)), numbered('7', moved(data))],
    ]) {
      const acme = await employing();
      await acme.deliver(...(await received(acme, bodies, 'always')));
      expect(await acme.groupsOf(account(acme).id)).toEqual(['all_staff']);
    }
  });

  it('is believed only where it declares that', async () => {
    const acme = await employing();
    await acme.deliver(...(await received(acme, [numbered('7', moved(data)), numbered('10', moved(sales))])));
    expect(await acme.groupsOf(account(acme).id)).toEqual(['all_staff', 'data_eng']);
  });
});

describe('what HR said, once it has its receipts', () => {
  const kinds = fc.constantFrom('joined', 'moved', 'left', 'rehired');
  const statement = fc.record({
    kind: kinds,
    phase: fc.constantFrom('effective', 'scheduled', 'cancelled', 'corrected'),
    second: fc.nat(1),
    date: fc.constantFrom('2026-03-01', '2026-03-02', '2026-03-09'),
    department: fc.constantFrom('Data', 'Sales'),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  });

  it('has one effect, in whatever order the messages arrive', async () => {
    const shuffled = fc.array(statement, { minLength: 2, maxLength: 6 }).chain((said) =>
      fc.tuple(
        fc.constant(said),
        fc.shuffledSubarray(
          said.map((_, index) => index),
          { minLength: said.length },
        ),
      ),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([said, arrival]) => {
        const acme = await company();
        const bodies = said.map(({ kind, second, department, ...more }) =>
          saying(kind)({ ...more, time: `2026-03-02T01:00:0${second}Z`, worker: { ...ADA, department } }),
        );
        const events = await received(acme, [hire, ...bodies]);
        const orders = events.map(({ order }) => order);
        expect(new Set(orders).size).toBe(orders.length);
        const straight = await standingsAfter(events);
        expect(await standingsAfter([events[0]!, ...arrival.flatMap((index) => events[index + 1] ?? [])])).toEqual(
          straight,
        );
      }),
      { numRuns: 40 },
    );
  });
});

/** How Ada stands on days around, after these messages. */
async function standingsAfter(events: readonly LifecycleEvent[]): Promise<readonly object[]> {
  const acme = await company({ mode: 'observe' });
  await acme.deliver(...events);
  const [worker] = await workersOf(acme);
  return [-2, 0, 1, 8, 30].map((day) =>
    standingAt(worker!.engagements, [], Date.parse('2026-03-02T12:00:00Z') + day * DAY_MS),
  );
}
