import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const textOf = (page: string) => readFileSync(page, 'utf8');
/** Paths in code marks that begin with a folder of the sources; those with a blank to fill in are judged up to it. */
const pathsIn = (page: string): readonly string[] =>
  [...textOf(page).matchAll(/`((?:shared|functions|infra|local|cli|test|docs)\/[\w./<>-]*)`/g)].map(([, path = '']) =>
    path.includes('<') ? path.slice(0, path.lastIndexOf('/', path.indexOf('<'))) : path,
  );

describe('docs/architecture.md', () => {
  const page = 'docs/architecture.md';

  it('says for each of the ten everyday changes which files it touches', () => {
    const [, table = ''] = textOf(page).split('## Where do I put what');
    const rows = table.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| change'));
    expect(rows.filter((row) => !row.startsWith('| ---'))).toHaveLength(10);
    for (const row of rows) if (!row.startsWith('| ---')) expect(row).toMatch(/`shared\/[\w./-]+\.ts`/);
  });

  it('names every folder of shared and every room of the engine', () => {
    const folders = globSync('shared/*/').map((path) => path.replace(/\/$/, ''));
    for (const folder of folders) expect(textOf(page)).toContain(`\`${folder}\``);
    const rooms = ['want', 'look', 'guard', 'act', 'receipts', 'commit'];
    for (const room of rooms) {
      expect(existsSync(`shared/app/converge/${room}`)).toBe(true);
      expect(textOf(page)).toContain(`\`${room}\``);
    }
  });
});

describe('the paths of sources that pages name', () => {
  const pages = [...globSync('docs/**/*.md'), 'README.md', 'SECURITY.md'];

  it.each(pages.filter((page) => pathsIn(page).length > 0))('%s names only what is there', (page) => {
    expect(pathsIn(page).filter((path) => !existsSync(path))).toEqual([]);
  });

  it('are looked for at all', () => {
    expect(pathsIn('docs/architecture.md').length).toBeGreaterThan(25);
  });

  it('leave no page with a file of shared that moved', () => {
    const short = /`((?:domain|app|contracts|adapters|ports|runtime)\/[\w/.-]+\.ts)`/g;
    const gone = pages.flatMap((page) =>
      [...textOf(page).matchAll(short)].flatMap(([, path]) =>
        existsSync(`shared/${path}`) ? [] : [`${page}: ${path}`],
      ),
    );
    expect(gone).toEqual([]);
  });
});
