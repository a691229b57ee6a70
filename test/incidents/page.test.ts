import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const FOLDER = 'test/incidents';
const TITLE = /\bit(?:\.each\(\[[^\]]*\]\))?\(\s*'(?<title>[^']+)'/g;
const TEST_COLUMN = 3;

it('the page of incidents names every test of the folder, and no other', () => {
  const tests = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.test.ts') && name !== 'page.test.ts')
    .flatMap((name) => [...readFileSync(`${FOLDER}/${name}`, 'utf8').matchAll(TITLE)])
    .map(({ groups }) => groups?.['title']);
  const rows = readFileSync('docs/incidents.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split('|').at(TEST_COLUMN) ?? '');
  const named = rows.flatMap((cell) => cell.split(';').map((title) => title.trim()));
  expect(rows).toHaveLength(17);
  expect(named.toSorted()).toEqual(tests.map(String).toSorted());
});
