import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pageFor } from '../../cli/show/paper/page.ts';
import { table } from '../../cli/show/paper/table.ts';
import { commandLine } from '../../shared/contracts/operate/command-line.ts';
import { COMMANDS } from '../../shared/contracts/operate/registry.ts';
import { commandLineRun } from '../support/command-line.ts';
import { ANSWERS } from '../support/operate-answers.ts';
import { signedApi } from '../support/signed-api.ts';

const words = (line: string) =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
const pageOf = (columns: number) =>
  pageFor({ stdout: { write: () => true, isTTY: true, columns }, env: { NO_COLOR: '1' } });

/** The lines of a text that are wider than a page. */
const tooWide = (text: string, width: number) => text.split('\n').filter((line) => Array.from(line).length > width);
/** The lines that belong to a table, and not to a sentence, which a terminal wraps by itself. */
const isOfATable = (line: string) => / {2,}/.test(line.trim());

describe('a table', () => {
  const text = fc.stringMatching(/^[a-z0-9:-]{1,36}( [a-z]{1,12}){0,12}$/);
  const sheet = fc
    .integer({ min: 1, max: 13 })
    .chain((columns) =>
      fc.tuple(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: columns, maxLength: columns }),
        fc.array(fc.array(text, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 4 }),
      ),
    );

  it('fits pages of 80 to 200 columns and loses nothing', () => {
    fc.assert(
      fc.property(sheet, fc.integer({ min: 80, max: 200 }), ([head, rows], width) => {
        const drawn = table(head, rows, pageOf(width));
        expect(tooWide(drawn, width)).toEqual([]);
        for (const word of rows.flat().flatMap((cell) => cell.split(' '))) expect(drawn).toContain(word);
      }),
    );
  });

  it('is as wide as it is where the output is no terminal', () => {
    const wide = 'a sentence that goes on '.repeat(20).trim();
    const drawn = table(['what'], [[wide]], pageFor({ stdout: { write: () => true }, env: {} }));
    expect(drawn).toBe(`what\n${wide}`);
  });

  it('becomes a line for each cell where its columns do not fit', () => {
    const id = 'x'.repeat(36);
    expect(table(['worker', 'account', 'other'], [[id, id, id]], pageOf(80))).toBe(
      `worker   ${id}\naccount  ${id}\nother    ${id}`,
    );
  });
});

describe.each([80, 100, 132, 200])('on a terminal of %i columns', (columns) => {
  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    'the tables of %s fit',
    async (name, command) => {
      await using api = await signedApi(() => ({ status: 200, body: ANSWERS[name] }));
      const line = words(commandLine(command, { ...command.examples[0]!.input })).slice(1);
      const { stdout } = await commandLineRun([...line, '--endpoint', api.url], {
        isTTY: true,
        columns,
        env: { AWS_REGION: 'eu-central-1', NO_COLOR: '1' },
      });
      expect(tooWide(stdout, columns).filter(isOfATable)).toEqual([]);
    },
  );
});
