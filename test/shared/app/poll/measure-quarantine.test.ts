import { describe, expect, it } from 'vitest';

import { polling } from './polling.ts';

const HOUR_MS = 3_600_000;

describe('a delivery in quarantine', () => {
  it('is measured by the hours that the oldest one waits, and no more once it has left', async () => {
    const acme = await polling();
    const { quarantine } = acme.poll.ledger;
    const measured = async () => {
      await acme.minute();
      return acme.observe.measures.filter(({ metric }) => metric === 'OldestQuarantinedHours').at(-1)?.value;
    };
    const keep = async (id: string) => {
      const [receivedAt, expiresAt] = [acme.clock.now(), acme.clock.now() + 14 * 24 * HOUR_MS];
      const delivery = { id, connection: 'hr', because: 'no date', headers: {}, receivedAt, expiresAt };
      await quarantine.put({ ...delivery, body: new Uint8Array() });
      return delivery;
    };
    expect(await measured()).toBe(0);
    const first = await keep('d1');
    acme.clock.advance(23 * HOUR_MS);
    const second = await keep('d2');
    expect(await measured()).toBe(23);
    acme.clock.advance(HOUR_MS);
    expect(await measured()).toBe(24);
    await quarantine.remove(first);
    expect(await measured()).toBe(1);
    await quarantine.remove(second);
    expect(await measured()).toBe(0);
  });
});
