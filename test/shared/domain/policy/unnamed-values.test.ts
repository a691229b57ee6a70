import { describe, expect, it } from 'vitest';

import { askedAttributes, unnamedValues } from '../../../../shared/domain/policy/unnamed-values.ts';

const policy = {
  lists: { offices: ['Berlin', 'Lima'] },
  rules: [
    { when: { attribute: 'department', equals: 'R&D' } },
    {
      when: {
        all: [{ attribute: 'jobTitle', glob: '*engineer*' }, { not: { attribute: 'department', prefix: 'Sales' } }],
      },
    },
    { when: { any: [{ attribute: 'location', inList: 'offices' }, { always: true }] } },
    { when: { attribute: 'workEmail', glob: '*@example.com' } },
    { when: { date: 'today', from: '2026-01-01' } },
  ],
} as const;

describe('values that no rule names', () => {
  it('are those of attributes that rules ask for, however deep they ask', () => {
    expect(unnamedValues({ department: 'Reserch', jobTitle: 'Chef', location: 'Oslo', country: 'NO' }, policy)).toEqual(
      [
        { attribute: 'department', value: 'reserch' },
        { attribute: 'jobTitle', value: 'chef' },
        { attribute: 'location', value: 'oslo' },
      ],
    );
  });

  it.each([
    [{ department: 'r&amp;d' }],
    [{ department: 'Sales EMEA' }],
    [{ jobTitle: 'Data Engineer II' }],
    [{ location: ' LIMA ' }],
    [{ department: null, location: '' }],
    [{}],
  ])('are none in %j', (attributes) => {
    expect(unnamedValues(attributes, policy)).toEqual([]);
  });

  it('are never asked of what names one person', () => {
    expect(askedAttributes(policy)).toEqual(['department', 'jobTitle', 'location']);
    expect(unnamedValues({ workEmail: 'ada@elsewhere.example' }, policy)).toEqual([]);
  });
});
