import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Condition } from '../../../../shared/domain/policy/condition.ts';
import { evaluate, missingFrom, type Subject, type Truth } from '../../../../shared/domain/policy/evaluate.ts';
import { attributes, condition, leaf, lists, subject } from './arbitrary-policy.ts';

const ENGINEER: Subject = {
  attributes: {
    department: 'Data Platform',
    jobTitle: '  Senior Engineer ',
    location: 'Zu\u0308rich',
    workerType: 'employee',
    managerSourceWorkerId: '1007',
    division: null,
    country: '   ',
  },
  startDate: '2026-03-01',
  today: '2026-06-15',
};
const LISTS = { hubs: ['ZÜRICH', 'Lyon'], nobody: [] };

const lacking: Condition = { attribute: 'costCenter', equals: 'CC-1' };
const holding: Condition = { attribute: 'workerType', equals: 'employee' };
const failing: Condition = { attribute: 'workerType', equals: 'intern' };

describe('a condition', () => {
  it.each<readonly [string, Condition, Truth]>([
    ['everybody', { always: true }, true],
    ['the same text', { attribute: 'department', equals: 'Data Platform' }, true],
    ['another text', { attribute: 'department', equals: 'Data' }, false],
    ['other case', { attribute: 'department', equals: 'DATA platform' }, true],
    ['spaces around', { attribute: 'jobTitle', equals: 'Senior Engineer' }, true],
    ['another composition of an accent', { attribute: 'location', equals: 'Z\u00fcrich' }, true],
    ['no accent', { attribute: 'location', equals: 'Zurich' }, false],
    ['a manager', { attribute: 'managerSourceWorkerId', equals: '1007' }, true],
    ['one of several', { attribute: 'department', oneOf: ['Finance', 'data platform '] }, true],
    ['none of several', { attribute: 'department', oneOf: ['Finance', 'Legal'] }, false],
    ['one of a list', { attribute: 'location', inList: 'hubs' }, true],
    ['one of an empty list', { attribute: 'location', inList: 'nobody' }, false],
    ['a list that is not there', { attribute: 'location', inList: 'constructor' }, 'unknown'],
    ['a prefix', { attribute: 'jobTitle', prefix: 'senior' }, true],
    ['not at the beginning', { attribute: 'jobTitle', prefix: 'engineer' }, false],
    ['a glob', { attribute: 'jobTitle', glob: '*engineer' }, true],
    ['a missing attribute', { attribute: 'costCenter', glob: '*' }, 'unknown'],
    ['an attribute that is null', { attribute: 'division', equals: 'x' }, 'unknown'],
    ['an attribute that is blank', { attribute: 'country', prefix: 'D' }, 'unknown'],
    ['the first day of a range', { date: 'startDate', from: '2026-03-01' }, true],
    ['the last day of a range', { date: 'startDate', until: '2026-03-01' }, true],
    ['the day before', { date: 'startDate', from: '2026-03-02' }, false],
    ['the day after', { date: 'startDate', until: '2026-02-28' }, false],
    ['today', { date: 'today', from: '2026-06-01', until: '2026-06-30' }, true],
    ['a date that is not there', { date: 'endDate', from: '2026-01-01' }, 'unknown'],
    ['not, of unknown', { not: lacking }, 'unknown'],
    ['all, one unknown', { all: [holding, lacking] }, 'unknown'],
    ['all, one unknown and one false', { all: [lacking, failing] }, false],
    ['all, each of them true', { all: [holding, { always: true }] }, true],
    ['all of nothing', { all: [] }, true],
    ['any, none of them true', { any: [failing, { not: holding }] }, false],
    ['any of nothing', { any: [] }, false],
    ['any, one unknown', { any: [failing, lacking] }, 'unknown'],
    ['any, one unknown and one true', { any: [lacking, holding] }, true],
  ])('on %s', (_case, condition, truth) => {
    expect(evaluate(condition, ENGINEER, LISTS)).toBe(truth);
  });

  it('says what it would have to know', () => {
    const both: Condition = { any: [{ all: [lacking, holding] }, { not: { date: 'endDate', until: '2026-12-31' } }] };
    expect(missingFrom(both, ENGINEER, LISTS)).toEqual(['costCenter', 'endDate']);
    expect(missingFrom({ any: [both, holding] }, ENGINEER, LISTS)).toEqual([]);
  });

  it('lacks nothing of the worker where a list is not there, or the day is not known', () => {
    expect(missingFrom({ attribute: 'location', inList: 'nowhere' }, ENGINEER, LISTS)).toEqual([]);
    expect(missingFrom({ date: 'today', from: '2026-01-01' }, { ...ENGINEER, today: '' }, LISTS)).toEqual([]);
  });
});

describe('the laws of conditions', () => {
  const same = (left: Condition, right: Condition, subject: Subject) => {
    expect(evaluate(left, subject, lists)).toBe(evaluate(right, subject, lists));
  };

  it('not not x is x', () => {
    fc.assert(fc.property(condition, subject, (x, subject) => same({ not: { not: x } }, x, subject)));
  });

  it('De Morgan, also with unknown', () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 4 }), subject, (parts, subject) => {
        const negated = parts.map((part) => ({ not: part }));
        same({ not: { all: parts } }, { any: negated }, subject);
        same({ not: { any: parts } }, { all: negated }, subject);
      }),
    );
  });

  it('the order of parts does not matter', () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 4 }), subject, (parts, subject) => {
        same({ all: parts }, { all: parts.toReversed() }, subject);
        same({ any: parts }, { any: parts.toReversed() }, subject);
      }),
    );
  });

  it('learning more never changes what was decided', () => {
    fc.assert(
      fc.property(fc.oneof(leaf, condition), subject, attributes, (asked, subject, more) => {
        const before = evaluate(asked, subject, lists);
        fc.pre(before !== 'unknown');
        const known = Object.fromEntries(Object.entries(subject.attributes).filter(([, value]) => value !== null));
        expect(evaluate(asked, { ...subject, attributes: { ...more, ...known } }, lists)).toBe(before);
      }),
    );
  });

  it('knows what is missing only where it is undecided', () => {
    fc.assert(
      fc.property(condition, subject, (asked, subject) => {
        const missing = missingFrom(asked, subject, lists);
        if (evaluate(asked, subject, lists) !== 'unknown') expect(missing).toEqual([]);
        for (const name of missing) {
          if (name === 'startDate' || name === 'endDate') expect(subject[name]).toBeUndefined();
          else expect(subject.attributes[name] ?? null).toBeNull();
        }
      }),
    );
  });
});
