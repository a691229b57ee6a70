import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { historiesOf } from './history.ts';
import { play } from './play.ts';

const FOLDER = 'test/histories';
const PAGES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .map((name) => `${FOLDER}/${name}`);

/** What stands on every page between its title and its first history, so that each can be read alone. */
const legendOf = (page: string) => page.slice(page.indexOf('How to read a table.'), page.indexOf('\n## '));

describe.each(PAGES)('%s', (file) => {
  const histories = historiesOf(file, readFileSync(file, 'utf8'));
  it.each(histories.map((history) => [history.title, history] as const))('%s', async (_title, history) => {
    expect(await play(history)).toBeUndefined();
  });
});

describe('the pages', () => {
  it('hold at least forty histories, no two with one name', () => {
    const titles = PAGES.flatMap((file) => historiesOf(file, readFileSync(file, 'utf8')).map(({ title }) => title));
    expect(titles.length).toBeGreaterThanOrEqual(40);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('explain their words in the same way', () => {
    const legends = PAGES.map((file) => legendOf(readFileSync(file, 'utf8')));
    expect(new Set(legends).size).toBe(1);
    expect(legends[0]).toContain('| `disabled`');
  });
});

describe('a page that is wrong', () => {
  const page = (first: string, cell: string, more = '') =>
    [
      '## Title',
      '| when | what happens | Ada |',
      '| --- | --- | --- |',
      `| 2026-03-02 10:00 | ${first} | ${cell} |`,
      more,
    ].join('\n');
  const played = async (text: string) => {
    const [history] = historiesOf('page.md', text);
    return history && play(history);
  };
  const hired = 'HR: Ada joined 2026-03-05 (scheduled)';

  it('is told by page, table, day, column, expected and actual', async () => {
    expect(await played(page(hired, 'invited Member'))).toBe(
      'page.md, "Title", row 2026-03-02 10:00, column Ada: expected "invited Member", and at 2026-03-02 10:00 it is "none"',
    );
  });

  it('is told where a change between two rows stands in none', async () => {
    expect(await played(page(hired, 'none', '| 2026-03-09 10:00 | | none |'))).toBe(
      'page.md, "Title", row 2026-03-02 10:00, column Ada: expected "none", and at 2026-03-05 04:00 it is "invited Member [All Staff, Data Eng]"',
    );
  });

  it.each([
    ['a sentence', 'Ada resigns'],
    ['a detail', 'HR: Ada joined 2026-03-05 (maybe)'],
    ['an event that ingest does not understand', 'HR: Ada retired 2026-03-05'],
  ])('is not played: %s that is not known', async (_what, sentence) => {
    await expect(played(page(sentence, 'none'))).rejects.toThrow('page.md, "Title", row 2026-03-02 10:00');
  });

  it.each([
    ['no day', '## Title\n| when | what happens | Ada |\n| - | - | - |\n| soon | | none |'],
    ['a cell too few', '## Title\n| when | what happens | Ada |\n| - | - | - |\n| 2026-03-02 10:00 | |'],
    ['no table', '## Title'],
  ])('is not read: %s', (_what, text) => {
    expect(() => historiesOf('page.md', text)).toThrow('page.md, "Title"');
  });
});
