import { describe, expect, it } from 'vitest';

import { idleReasons, type Judged, type Reason, scoreOf, survivorsOf, withFolder } from './report.ts';

const mutant = (status: string, line = 1, more: Partial<Judged> = {}): Judged => ({
  file: 'shared/domain/a.ts',
  line,
  mutator: 'EqualityOperator',
  original: 'a < b',
  replacement: 'a <= b',
  status,
  ...more,
});
const reason: Reason = { ...mutant(''), because: 'both are the same here' };

describe('the report of planted mistakes', () => {
  it('counts what was noticed among what could be', () => {
    expect(scoreOf([])).toBe(100);
    const all = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored', 'CompileError'].map((status) =>
      mutant(status),
    );
    expect(scoreOf(all)).toBe(50);
    expect(survivorsOf(all).map(({ status }) => status)).toEqual(['Survived', 'NoCoverage']);
  });

  it('says of each survivor where it is, what it does and why it may stay, whatever stands in the code', () => {
    const page = withFolder('', {
      name: 'shared/domain',
      mutants: [
        mutant('Survived', 7),
        mutant('NoCoverage', 2, { original: 'a || `b`', replacement: '' }),
        mutant('Killed'),
      ],
      reasons: [reason],
    });
    expect(page).toContain('33.3 %: 1 of 3 mistakes were noticed.');
    expect(page).toContain('| shared/domain/a.ts:7 | EqualityOperator | `a < b` → `a <= b` | both are the same here |');
    expect(page).toContain(
      "| shared/domain/a.ts:2 | EqualityOperator (no test comes here) | `a \\|\\| 'b'` → nothing |  |",
    );
    expect(page.indexOf('a.ts:2')).toBeLessThan(page.indexOf('a.ts:7'));
  });

  it('keeps what it knows of other folders', () => {
    const first = withFolder('', { name: 'shared/domain', mutants: [mutant('Survived')], reasons: [] });
    const both = withFolder(first, { name: 'shared/app/poll', mutants: [mutant('Killed')], reasons: [] });
    const again = withFolder(both, { name: 'shared/domain', mutants: [mutant('Killed')], reasons: [] });
    expect([...again.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual(['shared/app/poll', 'shared/domain']);
    expect(again).not.toContain('a.ts');
    expect(withFolder(again, { name: 'shared/domain', mutants: [mutant('Killed')], reasons: [] })).toBe(again);
  });

  it('names reasons that nothing needs any more, of the files it has seen', () => {
    const elsewhere = { ...reason, file: 'shared/domain/b.ts' };
    expect(idleReasons([mutant('Survived')], [reason, elsewhere])).toEqual([]);
    expect(idleReasons([mutant('Killed')], [reason, elsewhere])).toEqual([reason]);
  });
});
