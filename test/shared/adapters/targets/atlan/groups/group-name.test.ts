import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { groupName } from '../../../../../../shared/adapters/targets/atlan/groups/group-name.ts';

describe('the internal name of a group', () => {
  it.each([
    ['Example Group', 'example_group'],
    ['R&D - EU', 'r_d_eu'],
    ['  Data  Eng  ', 'data_eng'],
    ['_already_fine_', 'already_fine'],
    ['Büro', 'b_ro'],
    ['数据', ''],
  ])('for %j is %j', (alias, name) => {
    expect(groupName(alias)).toBe(name);
  });

  it('is always legal and stays what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (alias) => {
        const name = groupName(alias);
        expect(name).toMatch(/^([a-z0-9]([a-z0-9_]*[a-z0-9])?)?$/);
        expect(groupName(name)).toBe(name);
      }),
    );
  });
});
