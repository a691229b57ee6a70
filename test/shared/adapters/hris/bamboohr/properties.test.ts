import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bamboohrConnection } from '../../../../../shared/adapters/hris/bamboohr/bamboohr.ts';
import { bamboohrDelivery, type EmployeeInput } from '../../../../support/bamboohr.ts';
import { receiptAt } from '../../../../support/receipt.ts';

const hr = bamboohrConnection({ name: 'hr', toleranceSeconds: 10_800, defaultTimeZone: 'Europe/Berlin' });
const NOW = Date.parse('2026-01-31T18:42:00Z');
const TODAY = '2026-01-31';
const normalised = (body: Parameters<typeof bamboohrDelivery>[0]) =>
  hr.normalise(bamboohrDelivery(body, { at: NOW }), receiptAt(NOW));

const date = fc.constantFrom('2020-01-01', '2024-03-01', '2026-01-31', '2026-03-01', '0000-00-00', '', null);
const values: Readonly<Record<string, fc.Arbitrary<string | null>>> = {
  status: fc.constantFrom('Active', 'Inactive', ''),
  employmentStatus: fc.constantFrom('Full-Time', 'Terminated', 'Leave of absence', null),
  hireDate: date,
  originalHireDate: date,
  terminationDate: date,
  department: fc.constantFrom('Engineering', 'Finance'),
  workEmail: fc.constantFrom('avery@example.com', null),
};
const names = Object.keys(values);
const employee: fc.Arbitrary<EmployeeInput> = fc.record({
  id: fc.integer({ min: 1, max: 5 }),
  action: fc.constantFrom('Created', 'Updated', 'Deleted'),
  timestamp: fc.constant('2026-01-31T18:42:00+0000'),
  changedFields: fc.subarray([...names, 'Shirt size']),
  fields: fc.record(values, { requiredKeys: [] }),
});
const isGone = ({ status, employmentStatus }: Readonly<Record<string, unknown>>) =>
  status === 'Inactive' || employmentStatus === 'Terminated';

describe('whatever comes in', () => {
  it('is read to its end, as bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
        const { events, unintelligible } = normalised(body);
        expect([events.length, unintelligible.length]).toEqual([0, 1]);
      }),
    );
  });

  it('is read to its end, as JSON, and never quoted', () => {
    const secret = 'Zq7-private';
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constant(secret),
      fc.constant({ value: { value: secret } }),
    );
    const loose = fc.record(
      {
        id: anything,
        action: anything,
        timestamp: anything,
        changedFields: anything,
        fields: fc.dictionary(fc.constantFrom(secret, ...names), anything),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(anything, loose), { maxLength: 4 }), (employees) => {
        const { unknown, unintelligible, events } = normalised(JSON.stringify({ employees }));
        expect([...unknown, ...unintelligible].join(' ')).not.toContain(secret);
        expect(events.length + unknown.length + unintelligible.length).toBeGreaterThanOrEqual(employees.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('whatever the records', () => {
  it('each says something or is refused, and the same each time it is sent', () => {
    fc.assert(
      fc.property(fc.array(employee, { minLength: 1, maxLength: 4 }), (employees) => {
        const first = normalised(employees);
        expect(normalised(employees)).toEqual(first);
        expect(first.events.length + first.unintelligible.length).toBeGreaterThanOrEqual(employees.length);
        expect(new Set(first.events.map(({ id }) => id)).size).toBe(first.events.length);
      }),
    );
  });

  it('a value means the same alone and in an object', () => {
    fc.assert(
      fc.property(employee, (one) => {
        const fields = Object.fromEntries(Object.entries(one.fields ?? {}).map(([name, value]) => [name, { value }]));
        const bare = ({ events, unintelligible }: ReturnType<typeof normalised>) => [
          events.map(({ id: _id, order: _order, ...event }) => event),
          unintelligible,
        ];
        expect(bare(normalised([{ ...one, fields }]))).toEqual(bare(normalised([one])));
      }),
    );
  });

  it('a deleted record ends nothing, and only an end that HR states ends anything', () => {
    fc.assert(
      fc.property(employee, (one) => {
        const ends = normalised([one]).events.some(({ kind, phase }) => kind === 'left' && phase !== 'cancelled');
        const states = Boolean(one.fields?.['terminationDate']) || isGone(one.fields ?? {});
        if (ends) expect([one.action === 'Deleted', states]).toEqual([false, true]);
      }),
      { numRuns: 500 },
    );
  });

  it('no worker who has left gets a start without an end', () => {
    fc.assert(
      fc.property(employee, (one) => {
        fc.pre(isGone(one.fields ?? {}));
        const kinds = normalised([one]).events.map(({ kind }) => kind);
        if (kinds.some((kind) => ['joined', 'rehired', 'moved'].includes(kind))) expect(kinds).toContain('left');
        expect(kinds).not.toContain('moved');
      }),
      { numRuns: 500 },
    );
  });

  it('no worker who has yet to begin works before the first day', () => {
    fc.assert(
      fc.property(employee, (one) => {
        const hired = (one.fields?.['hireDate'] as string | null | undefined) ?? '';
        fc.pre(hired > TODAY);
        const early = normalised([one]).events.filter(
          ({ kind, effective }) => ['joined', 'rehired', 'moved'].includes(kind) && (effective?.date ?? '') < hired,
        );
        expect(early).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('whatever else a record that states an end holds', () => {
  const secret = 'Zq7-private';
  const garbage = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom<unknown>(
      secret,
      secret.repeat(40),
      [secret],
      { value: { value: secret } },
      `${secret}\u0000`,
      '2026-02-30',
    ),
  );
  const others = [
    'workEmail',
    'displayName',
    'firstName',
    'employeeNumber',
    'jobTitle',
    'department',
    'country',
    'Shirt size',
  ];

  it('it is one end on that date, and nothing of it is told', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...others, secret), garbage),
        fc.record({ hireDate: garbage, originalHireDate: garbage, timestamp: garbage }, { requiredKeys: [] }),
        (fields, { timestamp, ...starts }) => {
          const all = { ...fields, ...starts, status: 'Active', terminationDate: '2026-03-31' };
          const one = { id: 1, action: 'Updated', timestamp, changedFields: ['terminationDate'] };
          const said = normalised(JSON.stringify({ employees: [{ ...one, fields: all }] }));
          const ends = said.events.filter(({ kind }) => kind === 'left');
          expect(ends.map(({ effective }) => effective?.date)).toEqual(['2026-03-31']);
          expect(said.unintelligible).toEqual([]);
          expect(JSON.stringify([said.rejected, ends.map(({ rejected }) => rejected)])).not.toContain(secret);
        },
      ),
      { numRuns: 500 },
    );
  });
});
