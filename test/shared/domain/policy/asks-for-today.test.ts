import { describe, expect, it } from 'vitest';

import { asksForToday } from '../../../../shared/domain/policy/asks-for-today.ts';
import type { Condition } from '../../../../shared/domain/policy/condition.ts';

const today: Condition = { date: 'today', from: '2026-03-01' };
const startDate: Condition = { date: 'startDate', from: '2026-03-01' };
const french: Condition = { attribute: 'country', equals: 'FR' };

describe('a condition whose answer may change overnight', () => {
  it.each<Condition>([
    today,
    { not: today },
    { all: [french, today] },
    { all: [today, french] },
    { any: [french, today] },
    { any: [today, french] },
    { not: { any: [french, { all: [french, { not: today }] }] } },
  ])('asks for today: %o', (condition) => {
    expect(asksForToday(condition)).toBe(true);
  });

  it.each<Condition>([
    { always: true },
    french,
    startDate,
    { date: 'endDate', until: '2026-03-01' },
    { not: startDate },
    { all: [french, startDate] },
    { any: [french, startDate] },
    { all: [] },
    { any: [] },
  ])('does not: %o', (condition) => {
    expect(asksForToday(condition)).toBe(false);
  });
});
