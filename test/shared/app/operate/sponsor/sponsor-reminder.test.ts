import { expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { controlPlane } from '../control-plane.ts';

/** What the bus hears of the end of a sponsorship until a day that is stated on 2 March, day by day for 50 days, extended after 18 of them where another day is given. */
async function toldUntil(until: string, extended?: string) {
  const plane = await controlPlane();
  const { acme } = plane;
  const grace = { workEmail: 'grace@example.com', displayName: 'Grace Example', workerType: 'employee' };
  await acme.deliver(lifecycleEvent(1, 'joined', { attributes: grace }));
  const sponsor = await plane.keyOf(1);
  const stated = { id: 'po-17', email: 'cleo@example.com', workerType: 'employee', reason: 'the audit' };
  await plane.tell('worker sponsor', { ...stated, sponsor, until });
  await plane.provision();
  acme.atlan.accept('cleo@example.com');
  for (let day = 0; day < 50; day++) {
    if (extended !== undefined && day === 18)
      await plane.tell('worker sponsor', { id: 'po-17', until: extended, reason: 'longer' });
    acme.clock.advance(86_400_000);
    await acme.tick();
  }
  const told = acme.published.filter(({ type }) => type === 'SponsorshipEnds');
  expect(acme.notices.filter(({ name }) => name === 'sponsorship-ends')).toHaveLength(told.length);
  return told.map(({ at, detail }) => [new Date(at).toISOString().slice(0, 10), detail?.['lastDay'], detail?.['days']]);
}

it.each<[string, string, string | undefined, unknown[]]>([
  [
    '14 and 3 days before the last day, once each',
    '2026-03-31',
    undefined,
    [
      ['2026-03-17', '2026-03-31', 14],
      ['2026-03-28', '2026-03-31', 3],
    ],
  ],
  ['only later than the day was stated', '2026-03-10', undefined, [['2026-03-07', '2026-03-10', 3]]],
  [
    'again before the day to which it was extended',
    '2026-03-31',
    '2026-04-20',
    [
      ['2026-03-17', '2026-03-31', 14],
      ['2026-04-06', '2026-04-20', 14],
      ['2026-04-17', '2026-04-20', 3],
    ],
  ],
])('the bus hears that a sponsorship ends %s', async (_name, until, extended, told) => {
  expect(await toldUntil(until, extended)).toEqual(told);
});
