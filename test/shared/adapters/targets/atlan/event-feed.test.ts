import { describe, expect, it } from 'vitest';

import { type AtlanUnderTest, atlanOnSimulator } from '../../../../support/atlan.ts';

async function since(atlan: AtlanUnderTest, at: number) {
  const logged = await atlan.target.eventFeed!.since(at, atlan.call);
  if (logged.kind !== 'done') throw new Error(logged.because);
  return logged.value;
}

const person = (atlan: AtlanUnderTest, email: string) =>
  atlan.control<{ readonly id: string }>('POST', 'users', { email, state: 'active' });

describe('the event feed of Atlan', () => {
  it('names who was changed in the tenant’s own screens, whatever was changed, with or without its content', async () => {
    for (const eventRepresentations of [true, false]) {
      await using atlan = await atlanOnSimulator({ options: { eventRepresentations } });
      const { id } = await person(atlan, 'ada@example.com');
      const before = Date.now();
      await atlan.control('POST', `users/${id}`, { enabled: false });
      const { events } = await since(atlan, before);
      expect(events).toContainEqual({ accountId: id, at: expect.any(Number), kind: 'changed' });
      expect(events.every(({ at }) => at >= before)).toBe(true);
    }
  });

  it('asks each log once while nothing new is on its first page', async () => {
    await using atlan = await atlanOnSimulator();
    for (let n = 0; n < 120; n++) await person(atlan, `p${n}@example.com`);
    atlan.sent.length = 0;
    expect(await since(atlan, Date.now() + 60_000)).toEqual({ events: [], isComplete: true });
    expect(atlan.sent.map(({ operation }) => operation)).toEqual(['events.main', 'events.login']);
  });

  it('reads on while a page is full of news, and says when there was more', async () => {
    await using atlan = await atlanOnSimulator();
    const ids = new Set<string>();
    for (let n = 0; n < 240; n++) ids.add((await person(atlan, `p${n}@example.com`)).id);
    const some = await since(atlan, 0);
    expect(some.isComplete).toBe(true);
    expect(new Set(some.events.map(({ accountId }) => accountId))).toEqual(ids);
    for (let n = 0; n < 300; n++) await person(atlan, `q${n}@example.com`);
    expect((await since(atlan, 0)).isComplete).toBe(false);
  });

  it.each(['forbidden', 'absent'] as const)(
    'is refused, and no reason to wait with anything else: %s',
    async (events) => {
      await using atlan = await atlanOnSimulator({ options: { events } });
      expect(await atlan.target.eventFeed!.since(0, atlan.call)).toMatchObject({ kind: 'refused' });
    },
  );

  it('is shown by the doctor’s look at the tenant, without what stands in it', async () => {
    const seen = async (atlan: AtlanUnderTest) => {
      const look = await atlan.target.probe.tenant(atlan.call);
      return look.kind === 'done' ? look.value.habits.find(({ number }) => number === 8)?.seen : undefined;
    };
    await using atlan = await atlanOnSimulator();
    expect(await seen(atlan)).toBe('events/main is empty; events/login is empty');
    await person(atlan, 'ada@example.com');
    expect(await seen(atlan)).toMatch(/^events\/main shows authDetails, .*time; events\/login /);
    expect(await seen(atlan)).not.toContain('ada');
    await using closed = await atlanOnSimulator({ options: { events: 'forbidden' } });
    expect(await seen(closed)).toBe('events/main is refused with 403; events/login is refused with 403');
  });
});
