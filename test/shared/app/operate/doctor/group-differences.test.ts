import { describe, expect, it } from 'vitest';

import { differenceFindings } from '../../../../../shared/app/operate/doctor/group-findings.ts';

describe('groups that differ from the catalogue', () => {
  it('are a warning each, with the fields and what to do', () => {
    const differences = [{ id: '7', name: 'DX team', fields: ['description', 'rootRole'] }];
    expect(differenceFindings({ kind: 'done', value: differences })).toEqual([
      {
        level: 'warn',
        what: 'The group DX team differs from the catalogue: description, rootRole',
        because: 'Nothing is put right, because an administrator may have changed it on purpose',
        next: 'Change it in the target, or change the catalogue',
      },
    ]);
  });

  it('are told when they could not be read, and are nothing where a catalogue has only names', () => {
    const down = { kind: 'wait', cause: 'down', because: 'no answer' } as const;
    expect(differenceFindings(down)).toMatchObject([{ level: 'warn', because: 'no answer' }]);
    expect(differenceFindings(undefined)).toEqual([]);
  });
});
