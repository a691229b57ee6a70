import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../shared/domain/outcome.ts';
import type { Call } from '../../../../shared/ports/target/call.ts';
import { polling, withTarget } from './polling.ts';

const DAY_MS = 86_400_000;

/** A company whose target answers when its token ends, and how often it was asked. */
async function pollingWith(answer: (now: number) => Outcome<number | undefined>) {
  const acme = await polling();
  let asked = 0;
  const between = withTarget(() => ({
    credentialExpiresAt: async ({ onRequest }: Call) => {
      asked++;
      onRequest?.({ operation: 'tokens.list', requestId: 'r', attempt: 1, ms: 1 });
      return answer(acme.clock.now());
    },
  }));
  return { ...acme, asked: () => asked, minute: () => acme.minute(between) };
}

const daysLeft = ({ observe }: Awaited<ReturnType<typeof pollingWith>>) =>
  observe.measures.filter(({ metric }) => metric === 'TokenExpiresInDays');

describe('how long a token lasts', () => {
  it('is measured once an hour for each target, by one request that is booked', async () => {
    const acme = await pollingWith((now) => ({ kind: 'done', value: now + 20 * DAY_MS }));
    for (let minute = 0; minute < 60; minute++) await acme.minute();
    expect(acme.asked()).toBe(1);
    expect(daysLeft(acme)).toEqual([
      { metric: 'TokenExpiresInDays', value: 20, unit: 'Count', dimensions: { target: 'atlan-prod' } },
    ]);
    await acme.minute();
    expect(acme.asked()).toBe(2);
    expect(await acme.poll.ledger.budgets.spent('atlan-prod', acme.clock.now())).toMatchObject({ others: 1 });
  });

  it.each<readonly [string, Outcome<undefined>]>([
    ['may not list tokens', { kind: 'wait', cause: 'forbidden', because: 'it may not list tokens' }],
    ['is listed without an end', { kind: 'done', value: undefined }],
  ])('is unknown for a token that %s, and asked for again only after an hour', async (_case, outcome) => {
    const acme = await pollingWith(() => outcome);
    for (let minute = 0; minute < 5; minute++) await acme.minute();
    expect(acme.asked()).toBe(1);
    expect(daysLeft(acme)).toEqual([]);
    expect(acme.observe.lines.filter(({ event }) => event === 'token-expiry-unknown')).toHaveLength(1);
    expect(await acme.poll.ledger.gates.read('atlan-prod')).toBeUndefined();
  });

  it('is not asked for while the target is closed', async () => {
    const acme = await pollingWith((now) => ({ kind: 'done', value: now + DAY_MS }));
    const now = acme.clock.now();
    await acme.poll.ledger.gates.close({
      target: 'atlan-prod',
      cause: 'down',
      because: 'it is down',
      closedAt: now,
      closedUntil: now + 90_000,
    });
    await acme.minute();
    expect(acme.asked()).toBe(0);
    for (let minute = 0; minute < 6; minute++) await acme.minute();
    expect(acme.asked()).toBe(1);
  });

  it('may be over already', async () => {
    const acme = await pollingWith((now) => ({ kind: 'done', value: now - DAY_MS }));
    await acme.minute();
    expect(daysLeft(acme)).toMatchObject([{ value: -1 }]);
  });
});
