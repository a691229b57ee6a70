import { expect, it } from 'vitest';

import { endOfDay } from '../../../../shared/domain/civil-time.ts';
import { endingDaysLate } from '../../../../shared/domain/lateness/late-ending.ts';

const at = (text: string) => Date.parse(text);
const inZone = (timeZone: string) => ({ sourceKey: 'hr:1', attributes: {}, timeZone });
const left = (date: string, ...zones: readonly string[]) => ({
  kind: 'ended' as const,
  endedAt: endOfDay(date, zones[0] ?? 'UTC'),
  engagements: zones.map(inZone),
});

it.each<[string, Parameters<typeof endingDaysLate>, number]>([
  ['none in the night after the last day', [left('2026-03-31', 'Europe/Berlin'), at('2026-03-31T22:00:00Z')], 0],
  ['none on the day after it', [left('2026-03-31', 'Europe/Berlin'), at('2026-04-01T21:59:59Z')], 0],
  ['one from the midnight after that on', [left('2026-03-31', 'Europe/Berlin'), at('2026-04-01T22:00:00Z')], 1],
  ['the days across a change of the clocks', [left('2026-03-27', 'Europe/Berlin'), at('2026-03-29T22:00:00Z')], 2],
  ['more than a year', [left('2025-03-31'), at('2026-04-02T00:00:00Z')], 366],
  ['the fewest of several zones', [left('2026-03-31', 'Asia/Tokyo', 'UTC'), at('2026-04-01T15:00:00Z')], 1],
  ['counted in UTC where no engagement is left', [left('2026-03-31'), at('2026-04-02T00:00:00Z')], 1],
  ['none for an instant that is to come', [left('2026-03-31'), at('2026-03-01T00:00:00Z')], 0],
  ['none for a worker who stays', [{ ...left('2025-03-31'), kind: 'active' }, at('2026-04-02T00:00:00Z')], 0],
  ['none where the end is not known', [{ kind: 'ended', engagements: [] }, at('2026-04-02T00:00:00Z')], 0],
])('the days by which an ending is late are %s', (_name, [standing, now], days) => {
  expect(endingDaysLate(standing, now)).toBe(days);
});
