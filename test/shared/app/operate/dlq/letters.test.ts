import { describe, expect, it } from 'vitest';
import { deadLetterUntil } from '../../../../../shared/contracts/kept-until.ts';
import { encodeMessage } from '../../../../../shared/contracts/messages.ts';
import { RetryableError } from '../../../../../shared/domain/failure.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { RETENTION } from '../../../../support/retention.ts';
import { type ControlPlane, controlPlane, OPERATOR } from '../control-plane.ts';

const DOWN = 'the table did not answer';
const joined = (n: number) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: `p${n}@example.com`, workerType: 'employee' },
  });

interface Parked {
  readonly because?: string;
  readonly body?: string;
  readonly group?: string;
  readonly workerKey?: string;
}

/** Parks what provision would park of an event of the n-th worker, in the queue and in the ledger. */
async function park({ acme, deadLetterQueue }: ControlPlane, n: number, more: Parked = {}) {
  const event = joined(n);
  const { because = DOWN, body = encodeMessage({ kind: 'event', event, delivery: 'd' }), group = `hr:${n}` } = more;
  const [letter, at] = [`m-${n}`, acme.clock.now()];
  await deadLetterQueue.park({ body, group, dedupId: `parked-${n}` }, { letter, because, at });
  const { id: eventId, kind, phase } = event;
  const content = more.workerKey ? { workerKey: more.workerKey } : more.body ? {} : { eventId, kind, phase };
  const kept = { id: letter, group, because, parkedAt: at, ...content };
  await acme.deps.ledger.deadLetters.put(kept, deadLetterUntil(at, RETENTION));
  acme.clock.advance(1_000);
}

const idsOf = (letters: readonly { readonly id: string }[]) => letters.map(({ id }) => id);

describe('dlq list', () => {
  it('counts by error class, the most frequent first', async () => {
    const plane = await controlPlane();
    await park(plane, 1);
    await park(plane, 2, { because: 'Worker 1a2b was changed by others 10 times in a row' });
    await park(plane, 3, { because: 'Worker 3c4d was changed by others 10 times in a row' });
    const { classes, deadLetters } = await plane.tell('dlq list');
    expect(classes).toEqual([
      {
        class: 'worker-was-changed-by-others-times-in-a-row',
        count: 2,
        oldest: '2026-03-02T09:00:01.000Z',
        newest: '2026-03-02T09:00:02.000Z',
      },
      expect.objectContaining({ class: 'the-table-did-not-answer', count: 1 }),
    ]);
    expect(deadLetters[2]).toMatchObject({ id: 'm-1', class: 'the-table-did-not-answer', eventId: 'evt_1' });
  });
});

describe('dlq show', () => {
  it('says what sending it again would do, before and after its event is recorded', async () => {
    const plane = await controlPlane();
    await park(plane, 1);
    expect(await plane.tell('dlq show', { id: 'm-1' })).toMatchObject({
      letter: { because: DOWN, group: 'hr:1', eventId: 'evt_1', kind: 'joined', phase: 'effective' },
      wouldDo: 'Record the event, and check its worker',
    });
    await plane.acme.deliver(joined(1));
    const key = await plane.keyOf(1);
    expect(await plane.tell('dlq show', { id: 'm-1' })).toMatchObject({
      wouldDo: `Check worker ${key} again: the event is already recorded`,
    });
  });

  it.each([
    [{ workerKey: 'w-7' }, 'Check worker w-7 again'],
    [{ body: 'not json' }, /^Fail again for the same reason/],
  ])('says it of a reminder, and of what cannot be read: %o', async (more, wouldDo) => {
    const plane = await controlPlane();
    await park(plane, 1, more);
    expect((await plane.tell('dlq show', { id: 'm-1' })).wouldDo).toMatch(wouldDo);
  });

  it('names no person, and knows only parked messages', async () => {
    const plane = await controlPlane();
    await park(plane, 1);
    expect(JSON.stringify(await plane.tell('dlq show', { id: 'm-1' }))).not.toContain('example.com');
    expect(await plane.ask('dlq show', { id: 'm-2' })).toMatchObject({ error: 'not-found' });
  });
});

describe('dlq redrive', () => {
  it('sends nothing unless told to go, and leaves everything to be received', async () => {
    const plane = await controlPlane();
    await park(plane, 1);
    await park(plane, 2);
    for (const input of [{}, { dryRun: true }])
      expect(await plane.tell('dlq redrive', input)).toMatchObject({ dryRun: true, count: 2, complete: true });
    expect(plane.queue.messages).toEqual([]);
    expect(await plane.deadLetterQueue.receive()).toHaveLength(2);
    expect(plane.observe.counts['MessageRedriven']).toBeUndefined();
  });

  it('sends each under its own group and an id of its own, and takes it out after that', async () => {
    const plane = await controlPlane();
    await park(plane, 1);
    const stray = { group: 'hr:999', because: 'message is in a different group than the one it names' };
    await park(plane, 2, stray);
    expect(await plane.tell('dlq redrive', { go: true })).toMatchObject({ dryRun: false, count: 2, complete: true });
    expect(plane.queue.messages).toMatchObject([{ group: 'hr:1' }, { group: 'hr:2' }]);
    const ids = plane.queue.messages.map(({ dedupId }) => dedupId);
    expect(new Set([...ids, 'parked-1', 'parked-2', 'evt_1', 'evt_2']).size).toBe(6);
    expect(plane.deadLetterQueue.lying).toEqual([]);
    expect(await plane.tell('dlq list')).toMatchObject({ deadLetters: [] });
    expect(await plane.tell('dlq show', { id: 'm-1' })).toMatchObject({ redriven: { actor: OPERATOR } });
    expect((await plane.tell('status')).headline).toMatch(/^Healthy/);
    // sent again or not, why it was parked is known for 90 days
    plane.acme.clock.advance(90 * 86_400_000 - 10_000);
    expect(await plane.ask('dlq show', { id: 'm-2' })).toMatchObject({ kind: 'done' });
    plane.acme.clock.advance(10_000);
    expect(await plane.ask('dlq show', { id: 'm-2' })).toMatchObject({ error: 'not-found' });
  });

  it('takes one by its id, or those of a class, and lets the others be received', async () => {
    const plane = await controlPlane();
    for (const n of [1, 2, 3]) await park(plane, n, n === 2 ? { because: 'unexpected TypeError' } : {});
    const one = await plane.tell('dlq redrive', { id: 'm-3', go: true });
    expect([idsOf(one.letters), one.complete]).toEqual([['m-3'], true]);
    const some = await plane.tell('dlq redrive', { class: 'the-table-did-not-answer', go: true });
    expect(idsOf(some.letters)).toEqual(['m-1']);
    expect((await plane.deadLetterQueue.receive()).map(({ label }) => label?.letter)).toEqual(['m-2']);
  });

  it('comes to those behind more than ten that it does not want', async () => {
    const plane = await controlPlane();
    for (let n = 1; n <= 25; n++) await park(plane, n, n === 25 ? {} : { because: 'unexpected TypeError' });
    expect(await plane.tell('dlq redrive', { class: 'the-table-did-not-answer', go: true })).toMatchObject({
      count: 1,
      complete: true,
    });
  });

  it.each([
    [undefined, 500],
    ['1', 1_000],
    ['5', 200],
  ])('sends at most so many a second: %s', async (rate, gap) => {
    const plane = await controlPlane();
    for (const n of [1, 2, 3]) await park(plane, n);
    const before = plane.acme.clock.now();
    await plane.tell('dlq redrive', { go: true, ...(rate && { rate }) });
    expect(plane.acme.clock.now() - before).toBe(3 * gap);
  });

  it('stops in time, and goes on where the call before stopped, without what came back', async () => {
    const plane = await controlPlane();
    for (let n = 1; n <= 30; n++) await park(plane, n);
    const first = await plane.tell('dlq redrive', { go: true, rate: '1' });
    expect(first).toMatchObject({ count: 20, complete: false, next: expect.any(String) });
    await park(plane, 31);
    const second = await plane.tell('dlq redrive', { go: true, rate: '1', cursor: first.next });
    expect(second).toMatchObject({ count: 10, complete: true, cameBack: 1 });
    expect(second).not.toHaveProperty('next');
    expect(plane.deadLetterQueue.lying.map(({ label }) => label?.letter)).toEqual(['m-31']);
  });

  it('stops at the first failure of a class that was not there when it began', async () => {
    const plane = await controlPlane();
    for (const n of [1, 2, 3, 4]) await park(plane, n);
    const working = { ...plane.queue };
    plane.deps.queue.send = async (messages) => {
      await working.send(messages);
      if (plane.queue.messages.length === 2) await park(plane, 9, { because: 'unexpected TypeError' });
    };
    const answer = await plane.tell('dlq redrive', { go: true });
    expect(answer).toMatchObject({
      count: 2,
      complete: false,
      cameBack: 1,
      stopped: 'A message failed with an error class that was not there before: unexpected-typeerror',
    });
    expect(answer).not.toHaveProperty('next');
    expect(await plane.deadLetterQueue.receive()).toHaveLength(3);
  });

  it('goes on while what comes back fails as before', async () => {
    const plane = await controlPlane();
    for (const n of [1, 2]) await park(plane, n);
    const working = { ...plane.queue };
    plane.deps.queue.send = async (messages) => {
      await working.send(messages);
      await park(plane, 10 + plane.queue.messages.length);
    };
    expect(await plane.tell('dlq redrive', { go: true })).toMatchObject({ count: 2, cameBack: 2, complete: true });
  });

  it('loses nothing when the queue does not take it, and sends once what it could not take out', async () => {
    const plane = await controlPlane();
    await park(plane, 1);
    const lying = { ...plane.deadLetterQueue };
    const refuse = () => Promise.reject(new RetryableError('the queue did not answer'));
    const working = { ...plane.queue };
    plane.deps.queue.send = refuse;
    await expect(plane.ask('dlq redrive', { go: true })).rejects.toThrow(RetryableError);
    plane.deps.queue.send = (messages) => working.send(messages);
    plane.deadLetterQueue.remove = refuse;
    await expect(plane.ask('dlq redrive', { go: true })).rejects.toThrow(RetryableError);
    plane.deadLetterQueue.remove = (message) => lying.remove(message);
    expect(await plane.tell('dlq redrive', { go: true })).toMatchObject({ count: 1 });
    expect(plane.queue.messages).toHaveLength(1);
    expect(plane.deadLetterQueue.lying).toEqual([]);
  });

  it('sends what the queue itself gave up on as well', async () => {
    const plane = await controlPlane();
    const body = encodeMessage({ kind: 'event', event: joined(1), delivery: 'd' });
    plane.deadLetterQueue.giveUpOn({ body, group: 'hr:1', dedupId: 'x' });
    const { letters } = await plane.tell('dlq redrive', { go: true });
    expect(letters).toMatchObject([{ class: 'the-queue-gave-up-on-it-without-a-reason' }]);
    expect(plane.queue.messages).toHaveLength(1);
  });

  it.each([
    [{ id: 'm', class: 'c' }, 'class is not needed with an id'],
    [{ go: true, dryRun: true }, 'dryRun is the opposite of go'],
    [{ rate: '6' }, 'rate must be 1 to 5'],
  ])('refuses %o in one sentence', async (input, because) => {
    const { ask } = await controlPlane();
    expect(await ask('dlq redrive', input)).toMatchObject({ error: 'invalid-input', because });
  });

  it('says so where there is no message with the id', async () => {
    const { ask } = await controlPlane();
    expect(await ask('dlq redrive', { id: 'm-1' })).toMatchObject({ error: 'not-found' });
  });
});
