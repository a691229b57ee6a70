import { describe, expect, it } from 'vitest';

import { catalogueReader } from '../../../../shared/app/converge/catalogue.ts';
import type { Group } from '../../../../shared/ports/target/group.ts';
import { company, withTargets } from '../../../support/company.ts';

async function catalogueOf(groups: readonly Group[]) {
  const acme = await company({ between: withTargets(() => ({})) });
  const [setup] = acme.deps.targets;
  const target = { ...setup!.target, listGroups: async () => ({ kind: 'done', value: groups }) as const };
  const read = await catalogueReader(acme.clock).read({ ...setup!, target }, [], { deadline: Number.MAX_SAFE_INTEGER });
  return read.kind === 'done' ? read.value : undefined;
}

describe('the group of a name', () => {
  it('is the one that people see under it, else the one that has it internally', async () => {
    const catalogue = await catalogueOf([
      { id: '1', name: 'data' },
      { id: '2', name: 'd_2', alias: 'data' },
      { id: '3', name: 'web' },
    ]);
    expect(['data', 'd_2', 'web', 'none'].map((name) => catalogue?.idOf(name))).toEqual(['2', '2', '3', undefined]);
  });

  it('is none of several: no worker is put into a group by chance', async () => {
    const catalogue = await catalogueOf([
      { id: '1', name: 'DX team' },
      { id: '2', name: 'DX team' },
      { id: '3', name: 'dx team' },
    ]);
    expect(catalogue?.idOf('DX team')).toBeUndefined();
    expect(catalogue?.idOf('dx team')).toBe('3');
  });
});
