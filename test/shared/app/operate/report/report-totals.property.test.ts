import fc from 'fast-check';
import { expect, it } from 'vitest';

import { operate } from '../../../../../shared/app/operate/operate.ts';
import type { Totals } from '../../../../../shared/contracts/operate/report/report-fields.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane, OPERATOR } from '../control-plane.ts';

const MARCH = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };

interface Spell {
  readonly joined: string;
  readonly left: string | undefined;
  readonly isDisabled: boolean;
}

const date = fc
  .integer({ min: 0, max: 70 })
  .map((days) => new Date(Date.UTC(2026, 1, 10) + days * 86_400_000).toISOString().slice(0, 10));
/** An end before the start is a question for a person, and no row of a report before that is answered. */
const spell: fc.Arbitrary<Spell> = fc
  .record({ joined: date, left: fc.option(date, { nil: undefined }), isDisabled: fc.boolean() })
  .map((one) => (one.left !== undefined && one.left < one.joined ? { ...one, left: undefined } : one));

/** The last day of work is worked. */
const endOf = (day: string) => Date.parse(`${day}T00:00:00Z`) + 86_400_000;
const isInMarch = (at: number) => Date.parse(MARCH.from) <= at && at < Date.parse(MARCH.to);

async function lived(spells: readonly Spell[]): Promise<ControlPlane> {
  const plane = await controlPlane();
  const events = spells.flatMap(({ joined, left }, n) => {
    const attributes = { workEmail: `p${n}@example.com`, workerType: 'employee' };
    const start = lifecycleEvent(2 * n, 'joined', { sourceKey: `hr:${n}`, attributes, date: joined });
    const end = left === undefined ? [] : [lifecycleEvent(2 * n + 1, 'left', { sourceKey: `hr:${n}`, date: left })];
    return [start, ...end];
  });
  await plane.acme.deliver(...events);
  for (const [n, { isDisabled }] of spells.entries())
    if (isDisabled) await plane.tell('disable', { source: `hr:${n}`, reason: 'r' });
  plane.acme.clock.advance(10 * 86_400_000);
  await plane.acme.tick(3);
  return plane;
}

/** All pages, each with as little time as there is. */
async function whole(plane: ControlPlane, name: string, input: object) {
  const rows: { state: string; facts?: number; workerKey: string }[] = [];
  const sum = { facts: 0, rows: 0 };
  const byState: Record<string, number> = {};
  for (let cursor: string | undefined, page = 0; page < 100; page++) {
    let looks = 0;
    const start = plane.acme.clock.now();
    // the second look at the clock for the deadline finds that time is up
    const clock = { ...plane.deps.clock, now: () => (looks++ < 2 ? start : start + 1) };
    const deps = { ...plane.deps, clock };
    const asking = { deps, actor: OPERATOR, call: { deadline: start + 1 } };
    const answer = await operate(name, { ...input, ...(cursor !== undefined && { cursor }) }, asking);
    const { value } = answer as { value: { rows: typeof rows; totals: Totals; next?: string } };
    rows.push(...value.rows);
    sum.facts += value.totals.facts;
    sum.rows += value.totals.rows;
    for (const [state, count] of Object.entries(value.totals.byState)) byState[state] = (byState[state] ?? 0) + count;
    cursor = value.next;
    if (cursor === undefined) return { rows, totals: { ...sum, byState } };
  }
  throw new Error('the report never came to its end');
}

const added = (byState: Readonly<Record<string, number>>) =>
  Object.values(byState).reduce((sum, count) => sum + count, 0);

it('reports add up to what HR and operators said, whatever they said and however often time runs out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(spell, { minLength: 1, maxLength: 45 }), async (spells) => {
      const plane = await lived(spells);
      const said = {
        left: spells.filter(({ left }) => left !== undefined && isInMarch(endOf(left))).length,
        disabled: spells.filter(({ isDisabled }) => isDisabled).length,
        joined: spells.filter(({ joined }) => isInMarch(Date.parse(`${joined}T00:00:00Z`))).length,
      };
      const reports = {
        leavers: await whole(plane, 'report leavers', MARCH),
        joiners: await whole(plane, 'report joiners', MARCH),
        access: await whole(plane, 'report access', {}),
      };
      expect(reports.leavers.totals.facts).toBe(said.left + said.disabled);
      expect(reports.joiners.totals.facts).toBe(said.joined);
      expect(reports.leavers.totals.rows).toBe(reports.leavers.totals.facts);
      expect(reports.joiners.totals.rows).toBe(reports.joiners.totals.facts);
      expect(reports.access.totals.facts).toBe(reports.access.rows.reduce((sum, { facts = 0 }) => sum + facts, 0));
      expect(new Set(reports.access.rows.map(({ workerKey }) => workerKey)).size).toBe(spells.length);
      for (const { rows, totals } of Object.values(reports)) {
        expect([rows.length, added(totals.byState)]).toEqual([totals.rows, totals.rows]);
        for (const [state, count] of Object.entries(totals.byState))
          expect(rows.filter((row) => row.state === state)).toHaveLength(count);
      }
    }),
    { numRuns: 12 },
  );
});
