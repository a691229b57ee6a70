import { describe, expect, it } from 'vitest';

import { bamboohrConnection } from '../../../../../shared/adapters/hris/bamboohr/bamboohr.ts';
import { NO_ENGAGEMENT, recordEvent } from '../../../../../shared/domain/timeline/engagement.ts';
import { readEngagement } from '../../../../../shared/domain/timeline/engagement-at.ts';
import { bamboohrDelivery, type EmployeeInput } from '../../../../support/bamboohr.ts';
import { receiptAt } from '../../../../support/receipt.ts';

const hr = bamboohrConnection({ name: 'hr', toleranceSeconds: 10_800, defaultTimeZone: 'America/New_York' });
const at = (time: string) => Date.parse(time);
const NOW = at('2026-01-31T18:42:00Z');

const avery = {
  workEmail: 'avery@example.com',
  firstName: 'Avery',
  lastName: 'Example',
  status: 'Active',
  hireDate: '2024-03-01',
  terminationDate: '',
  department: 'Engineering',
};
const record = (parts: Partial<EmployeeInput> = {}): EmployeeInput => ({
  id: '67890',
  action: 'Updated',
  timestamp: '2026-01-31T18:42:00+0000',
  changedFields: [],
  ...parts,
  fields: { ...avery, ...parts.fields },
});
const normalised = (...employees: readonly EmployeeInput[]) =>
  hr.normalise(bamboohrDelivery(employees, { at: NOW }), receiptAt(NOW));
const said = (parts: Partial<EmployeeInput>) =>
  normalised(record(parts)).events.map(({ kind, phase, effective }) => [kind, phase, effective?.date ?? null]);
const trouble = (parts: Partial<EmployeeInput>) => normalised(record(parts)).unintelligible;

describe('a field-based delivery', () => {
  it('is understood as the vendor prints it', () => {
    const { events, unknown, unintelligible } = normalised({
      action: 'Updated',
      changedFields: ['First Name'],
      fields: { 'First Name': 'Bryony' },
      id: '12345',
      timestamp: '2026-01-31T18:42:00+0000',
    });
    expect([unknown, unintelligible]).toEqual([[], []]);
    expect(events).toMatchObject([
      { sourceKey: 'hr:12345', kind: 'identity_changed', phase: 'effective', occurredAt: NOW, attributes: {} },
    ]);
  });

  it('is understood as it was caught in 2022: values in objects, without action or time', () => {
    const body =
      '{"employees":[{"changedFields":["First name"],"fields":{"Employee #":{"value":"300"},"First name":{"value":"Noor"},"Last name":{"value":"Example"}},"id":"5"}]}';
    expect(hr.normalise(bamboohrDelivery(body, { at: NOW }), receiptAt(NOW)).events).toMatchObject([
      {
        sourceKey: 'hr:5',
        kind: 'identity_changed',
        occurredAt: NOW,
        attributes: { displayName: 'Noor Example', employeeNumber: '300' },
      },
    ]);
  });

  it('is of the time of receipt where its own is more than a day ahead, and says so', () => {
    const ahead = { timestamp: '2031-01-31T18:42:00+0000', changedFields: ['department'] };
    const { events, rejected } = normalised(record(ahead));
    expect(events).toMatchObject([
      { kind: 'moved', phase: 'effective', effective: { date: '2026-01-31' }, occurredAt: NOW, rejected: ['time'] },
    ]);
    expect(rejected).toMatchObject([{ attribute: 'time' }]);
  });

  it('puts of two things of one second the one that was received later, or stands later in it, after the other', () => {
    const department = (name: string) => record({ changedFields: ['department'], fields: { department: name } });
    const one = normalised(department('Data')).events[0]!;
    const two = hr.normalise(bamboohrDelivery([department('Sales')], { at: NOW }), receiptAt(NOW, 1)).events[0]!;
    expect(one.order < two.order).toBe(true);
    const orders = normalised(department('Data'), department('Sales'), department('Legal')).events.map(
      ({ order }) => order,
    );
    expect(new Set(orders).size).toBe(3);
    expect(orders.toSorted()).toEqual(orders);
  });

  it('carries every attribute that was sent, changed or not, and no other', () => {
    const [event] = normalised(
      record({
        changedFields: ['department'],
        fields: {
          'Work Email': 'avery@example.com',
          preferredName: 'Ave',
          jobTitle: '',
          employmentHistoryStatus: 'Full-Time',
          managerSourceWorkerId: 41022,
          dateOfBirth: '1990-01-01',
        },
      }),
    ).events;
    expect(event?.attributes).toEqual({
      workEmail: 'avery@example.com',
      displayName: 'Ave Example',
      department: 'Engineering',
      jobTitle: null,
      employmentStatus: 'Full-Time',
      managerSourceWorkerId: '41022',
    });
  });

  it('tells of each employee apart', () => {
    const { events, unknown, unintelligible } = normalised(
      record({ id: 1, changedFields: ['jobTitle'] }),
      record({ id: 2, action: 'Promoted' }),
      { ...record(), id: '' },
      record({ id: 3, action: 'Deleted' }),
    );
    expect(events.map(({ sourceKey, kind }) => [sourceKey, kind])).toEqual([
      ['hr:1', 'moved'],
      ['hr:3', 'record_deleted'],
    ]);
    expect([unknown, unintelligible]).toEqual([
      ['employees.1.action is none of Created, Updated, Deleted'],
      ['employees.2.id must be a text or a number'],
    ]);
  });

  it.each([
    ['not json', 'the body is not JSON in UTF-8; choose JSON as the format of the webhook'],
    [
      '{"type":"employee.updated"}',
      'employees must be a list; choose field-based as the data structure of the webhook',
    ],
  ])('is unintelligible when it is %s', (body, because) => {
    expect(hr.normalise(bamboohrDelivery(body, { at: NOW }), receiptAt(NOW))).toEqual({
      events: [],
      rejected: [],
      unknown: [],
      unintelligible: [because],
    });
  });

  it('is the same when its bytes are the same, and also its sending where they hold no time', () => {
    const digest = (employee: EmployeeInput, sent: number) => hr.digest(bamboohrDelivery([employee], { at: sent }));
    expect(digest(record(), NOW + 60_000)).toBe(digest(record(), NOW));
    expect(digest(record({ id: 2 }), NOW)).not.toBe(digest(record(), NOW));
    const undated = record({ timestamp: undefined });
    expect(digest(undated, NOW)).toBe(digest(undated, NOW));
    expect(digest(undated, NOW + 60_000)).not.toBe(digest(undated, NOW));
  });
});

describe('what a record says', () => {
  const Created = { action: 'Created' };
  const changed = (...changedFields: readonly string[]) => ({ changedFields });

  it.each<[string, Partial<EmployeeInput>, ReturnType<typeof said>]>([
    ['hired for later', { ...Created, fields: { hireDate: '2026-03-01' } }, [['joined', 'scheduled', '2026-03-01']]],
    ['hired for today', { ...Created, fields: { hireDate: '2026-01-31' } }, [['joined', 'effective', '2026-01-31']]],
    [
      'created before it is filled in',
      { ...Created, fields: { hireDate: '0000-00-00' } },
      [['observed', 'effective', null]],
    ],
    [
      'imported with an end',
      { ...Created, fields: { terminationDate: '2025-06-30' } },
      [
        ['joined', 'effective', '2024-03-01'],
        ['left', 'effective', '2025-06-30'],
      ],
    ],
    ['another hire date', changed('Hire Date'), [['joined', 'corrected', '2024-03-01']]],
    [
      'hired again',
      { ...changed('hireDate', 'status'), fields: { originalHireDate: '2020-01-01', terminationDate: '2022-05-31' } },
      [['rehired', 'corrected', '2024-03-01']],
    ],
    ['hired again, the end emptied', changed('hireDate', 'terminationDate'), [['rehired', 'corrected', '2024-03-01']]],
    [
      'an end to come',
      { ...changed('terminationDate'), fields: { terminationDate: '2026-03-31' } },
      [['left', 'corrected', '2026-03-31']],
    ],
    [
      'gone by status, the day announced before',
      { ...changed('status'), fields: { status: 'Inactive', terminationDate: '2026-01-30' } },
      [['left', 'effective', '2026-01-30']],
    ],
    [
      'gone by status, the day to come',
      { ...changed('status'), fields: { status: 'Inactive', terminationDate: '2026-02-28' } },
      [['left', 'scheduled', '2026-02-28']],
    ],
    [
      'gone by status, without a day',
      { ...changed('status'), fields: { status: 'Inactive' } },
      [['left', 'effective', '2026-01-31']],
    ],
    [
      'gone by employment status',
      { ...changed('employmentHistoryStatus'), fields: { employmentHistoryStatus: 'Terminated' } },
      [['left', 'effective', '2026-01-31']],
    ],
    ['stays after all', changed('terminationDate'), [['left', 'cancelled', '2026-01-31']]],
    [
      'active again',
      changed('status'),
      [
        ['rehired', 'effective', '2026-01-31'],
        ['left', 'cancelled', '2026-01-31'],
      ],
    ],
    ['another department', changed('department'), [['moved', 'effective', '2026-01-31']]],
    ['another manager', changed('managerSourceWorkerId'), [['moved', 'effective', '2026-01-31']]],
    ['another manager, by name', changed('Reporting to'), [['moved', 'effective', '2026-01-31']]],
    [
      'another department before the first day',
      { ...changed('department'), fields: { hireDate: '2026-03-01' } },
      [['moved', 'scheduled', '2026-03-01']],
    ],
    [
      'another department of somebody gone',
      { ...changed('department'), fields: { status: 'Inactive' } },
      [['observed', 'effective', null]],
    ],
    ['another address', changed('workEmail'), [['identity_changed', 'effective', '2026-01-31']]],
    [
      'another name and job',
      changed('Last Name', 'Job Title'),
      [
        ['identity_changed', 'effective', '2026-01-31'],
        ['moved', 'effective', '2026-01-31'],
      ],
    ],
    [
      'on leave',
      { ...changed('employmentStatus'), fields: { employmentStatus: 'Leave of Absence' } },
      [
        ['moved', 'effective', '2026-01-31'],
        ['leave_started', 'effective', '2026-01-31'],
      ],
    ],
    [
      'back from leave, or with another status that is no leave',
      { ...changed('employmentStatus'), fields: { employmentStatus: 'Full-Time' } },
      [
        ['moved', 'effective', '2026-01-31'],
        ['leave_ended', 'effective', '2026-01-31'],
      ],
    ],
    ['a record deleted', { action: 'Deleted' }, [['record_deleted', 'effective', null]]],
    ['a field that no rule asks for', changed('Shirt size'), [['observed', 'effective', null]]],
  ])('%s', (_case, parts, things) => {
    expect(said(parts)).toEqual(things);
  });

  it('is dated by the connection’s zone: a last day is worked, a first day begins', () => {
    const late = { timestamp: '2026-02-01T03:00:00+0000' };
    expect(said({ ...late, changedFields: ['department'] })).toEqual([['moved', 'effective', '2026-01-31']]);
    const [left] = normalised(record({ ...late, changedFields: ['status'], fields: { status: 'Inactive' } })).events;
    expect(left?.effective).toMatchObject({ boundary: 'end_of_day', timeZone: 'America/New_York', immediate: false });
  });

  it.each<[string, Partial<EmployeeInput>, string]>([
    ['no hire date at all', { ...Created, fields: { hireDate: undefined } }, 'fields.hireDate is missing'],
    ['a date in another order', { fields: { hireDate: '03/01/2024' } }, 'fields.hireDate must be a date'],
    [
      'a day that does not exist',
      { fields: { terminationDate: '2026-02-30' } },
      'fields.terminationDate must be a date',
    ],
    [
      'an end before the start',
      { fields: { terminationDate: '2024-02-01' } },
      'fields.terminationDate must not be before hireDate',
    ],
    [
      'a status that is no plain value',
      { ...changed('department'), fields: { status: ['Active'] } },
      'fields.status must be a plain value',
    ],
    ['changes that are no list', { changedFields: 'department' as never }, 'changedFields must be a list of names'],
    ['an action that is no text', { action: 7 as never }, 'action must be text'],
    ['an end in a far future', { fields: { terminationDate: '2062-03-31' } }, 'more than 5 years ahead'],
    ['a time without an offset', { timestamp: '2026-01-31 18:42' }, 'timestamp must be a time with an offset'],
  ])('is nothing to act on with %s', (_case, parts, because) => {
    expect(said(parts)).toEqual([]);
    expect(trouble(parts)).toEqual([expect.stringContaining(because)]);
    expect(trouble(parts)[0]).toMatch(/^employees\.0/);
  });
});

describe('an end that a record states', () => {
  const ended = (parts: Partial<EmployeeInput>) =>
    normalised(
      record({
        changedFields: ['terminationDate'],
        ...parts,
        fields: { terminationDate: '2026-03-31', ...parts.fields },
      }),
    );
  const endOf = ({ events }: ReturnType<typeof normalised>) =>
    events.filter(({ kind }) => kind === 'left').map(({ effective, rejected }) => [effective?.date ?? null, rejected]);

  it.each<[string, Partial<EmployeeInput>, readonly string[] | undefined]>([
    ['a job title of 300 characters', { fields: { jobTitle: 'x'.repeat(300) } }, ['jobTitle']],
    ['a list for a department', { fields: { department: ['Data'] } }, ['department']],
    ['an object for a first name', { fields: { firstName: { first: 'Ada' } } }, ['firstName']],
    ['a hire date that is none', { fields: { hireDate: '03/01/2024' } }, ['hireDate']],
    ['a first hire date that is none', { fields: { originalHireDate: 'long ago' } }, ['originalHireDate']],
    ['a status that is no plain value', { fields: { status: ['Inactive'] } }, ['status']],
    ['a time that is none', { timestamp: 'yesterday' }, ['timestamp']],
    ['a time that can be read and is of another age', { timestamp: '9' }, undefined],
    ['an end sent under two names, one of them empty', { fields: { 'Termination Date': '' } }, undefined],
    ['an object without a value for an employee number', { fields: { employeeNumber: {} } }, ['employeeNumber']],
    ['nothing wrong', {}, undefined],
  ])('counts beside %s', (_case, parts, left) => {
    const said = ended(parts);
    expect([endOf(said), said.unintelligible]).toEqual([[['2026-03-31', left]], []]);
    expect(said.rejected.map(({ attribute }) => attribute)).toEqual(left ?? []);
  });

  it.each<[string, Partial<EmployeeInput>, string]>([
    ['a start', { action: 'Created', fields: { hireDate: 'soon' } }, 'fields.hireDate must be a date'],
    [
      'a move',
      { changedFields: ['terminationDate', 'department'], fields: { hireDate: 'soon' } },
      'fields.hireDate must be a date',
    ],
    [
      'changes that are no list',
      { changedFields: ['terminationDate', 7] as never },
      'changedFields must be a list of names',
    ],
    [
      'an action that is no text',
      { action: null as never, changedFields: ['terminationDate', {}] as never },
      'changedFields',
    ],
  ])('counts, and %s that cannot be read beside it is kept for a person', (_case, parts, because) => {
    const said = ended(parts);
    expect(endOf(said)).toMatchObject([['2026-03-31', expect.any(Array)]]);
    expect(said.unintelligible).toEqual([expect.stringContaining(because)]);
  });

  it.each<[string, Partial<EmployeeInput>]>([
    ['does not exist', { fields: { terminationDate: '2026-02-30' } }],
    ['is written in another order', { fields: { terminationDate: '03/31/2026' } }],
    ['is no plain value', { fields: { terminationDate: ['2026-03-31'] } }],
    ['is an object that has no value', { fields: { terminationDate: { date: '2026-03-31' } } }],
    ['is before the first day', { fields: { terminationDate: '2024-02-01' } }],
    ['is in a far future', { fields: { terminationDate: '2062-03-31' } }],
    ['is sent under two names with two values', { fields: { 'Termination Date': '2026-04-30' } }],
    ['is empty while the status says that they are gone', { fields: { terminationDate: '', status: 'Inactive' } }],
    [
      'cannot be read while the status says that they are gone',
      { changedFields: ['status'], fields: { terminationDate: 'x', status: 'Inactive' } },
    ],
  ])('is one without a date when that %s', (_case, parts) => {
    const said = ended(parts);
    expect([endOf(said), said.unintelligible]).toEqual([[[null, ['terminationDate']]], []]);
  });

  it('may be on the first day: a spell of one day', () => {
    const day = { hireDate: '2026-03-02', terminationDate: '2026-03-02' };
    const { events } = normalised(record({ action: 'Created', fields: day }));
    expect(events.map(({ kind, effective }) => [kind, effective?.date, effective?.boundary])).toEqual([
      ['joined', '2026-03-02', 'start_of_day'],
      ['left', '2026-03-02', 'end_of_day'],
    ]);
    const engagement = events.reduce((known, event) => recordEvent(known, event).engagement, NO_ENGAGEMENT);
    const status = (time: string) => readEngagement('hr:67890', engagement, at(time)).status;
    expect([
      status('2026-03-02T04:59:59Z'),
      status('2026-03-02T05:00:00Z'),
      status('2026-03-03T04:59:59Z'),
      status('2026-03-03T05:00:00Z'),
    ]).toEqual(['expected', 'active', 'active', 'ended']);
    expect(endOf(normalised(record({ changedFields: ['terminationDate'], fields: day })))).toEqual([
      ['2026-03-02', undefined],
    ]);
  });

  it('of the time before is none of somebody who came back that day', () => {
    const back = { originalHireDate: '2020-01-01', hireDate: '2026-03-02', terminationDate: '2026-03-02' };
    expect(said({ changedFields: ['hireDate'], fields: back })).toEqual([['rehired', 'corrected', '2026-03-02']]);
  });

  it('leaves out of everybody else only what nothing depends on', () => {
    const parts = { changedFields: ['department'], fields: { department: 'Data', jobTitle: 'x'.repeat(300) } };
    expect(normalised(record(parts))).toMatchObject({
      events: [{ kind: 'moved', attributes: { department: 'Data' }, rejected: ['jobTitle'] }],
      unintelligible: [],
    });
  });

  it('counts though a byte of another attribute is no UTF-8', () => {
    const text = JSON.stringify({
      employees: [
        record({ changedFields: ['terminationDate'], fields: { terminationDate: '2026-03-31', jobTitle: 'J?' } }),
      ],
    });
    const body = Buffer.from(text).map((byte) => (byte === 0x3f ? 0xe9 : byte));
    expect(endOf(hr.normalise(bamboohrDelivery(body, { at: NOW }), receiptAt(NOW)))).toEqual([
      ['2026-03-31', ['jobTitle']],
    ]);
  });
});

describe('a record whose fields are no object', () => {
  it.each(['none', [], 7])('says nothing', (fields) => {
    const body = JSON.stringify({ employees: [{ ...record({ changedFields: ['department'] }), fields }] });
    const { events, unintelligible } = hr.normalise(bamboohrDelivery(body, { at: NOW }), receiptAt(NOW));
    expect([events, unintelligible]).toEqual([[], ['employees.0.fields must be an object of plain values']]);
  });
});

describe('a life as BambooHR tells it', () => {
  /** Takes the records in, in this order, and reads the engagement at an instant. */
  const statusAfter = (records: readonly EmployeeInput[], time: string) => {
    const engagement = normalised(...records).events.reduce(
      (known, event) => recordEvent(known, event).engagement,
      NO_ENGAGEMENT,
    );
    return readEngagement('hr:67890', engagement, at(time)).status;
  };
  const joined = record({ action: 'Created', timestamp: '2024-02-20T09:00:00+0000' });
  const ending = (date: string, timestamp: string) =>
    record({ timestamp, changedFields: ['terminationDate'], fields: { terminationDate: date } });

  it('lets an end that was put off pass', () => {
    const records = [
      joined,
      ending('2026-02-28', '2026-01-10T09:00:00+0000'),
      ending('2026-04-30', '2026-02-10T09:00:00+0000'),
    ];
    for (const arrived of [records, records.toReversed()]) {
      expect(statusAfter(arrived, '2026-03-15T12:00:00Z')).toBe('active');
      expect(statusAfter(arrived, '2026-05-01T12:00:00Z')).toBe('ended');
    }
  });

  it('gives nobody access before the first day because they are filled in', () => {
    const later = { hireDate: '2026-03-02' };
    const records = [
      record({ action: 'Created', fields: later }),
      record({
        timestamp: '2026-01-31T18:42:01+0000',
        changedFields: ['department', 'status', 'workEmail'],
        fields: later,
      }),
    ];
    expect(statusAfter(records, '2026-02-15T12:00:00Z')).toBe('expected');
    expect(statusAfter(records, '2026-03-02T12:00:00Z')).toBe('active');
  });

  it('gives somebody who comes back nothing until the new first day', () => {
    const moved = record({ timestamp: '2024-06-01T09:00:00+0000', changedFields: ['department'] });
    const back = record({
      changedFields: ['hireDate', 'terminationDate', 'status'],
      fields: { hireDate: '2026-03-02', originalHireDate: '2024-03-01' },
    });
    const records = [joined, moved, ending('2025-06-30', '2025-06-01T09:00:00+0000'), back];
    expect(statusAfter(records, '2026-02-15T12:00:00Z')).toBe('ended');
    expect(statusAfter(records, '2026-03-03T12:00:00Z')).toBe('active');
  });
});
