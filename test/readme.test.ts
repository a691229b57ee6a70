import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import manifest from '../package.json' with { type: 'json' };
import { skeletonOf, TRANSCRIPT } from './local/support/transcript.ts';
import { WEBHOOK_KEY } from './support/standard-webhooks.ts';

const PAGES = ['README.md', ...globSync('docs/**/*.md')];
const textOf = (page: string) => readFileSync(page, 'utf8');
const blocksOf = (page: string, language: string) =>
  [...textOf(page).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, of, block = '']) =>
    of === language ? block : [],
  );
const commandsIn = (page: string) =>
  blocksOf(page, 'sh').flatMap((block) => block.split('\n').map((line) => line.trim()));

describe('README.md', () => {
  it('shows a part of the working day as a run tells it', () => {
    const [excerpt = ''] = blocksOf('README.md', '');
    const shown = skeletonOf(excerpt);
    expect(shown.length).toBeGreaterThan(4);
    const told = skeletonOf(textOf(TRANSCRIPT));
    const from = told.indexOf(shown[0]!);
    expect(told.slice(from, from + shown.length)).toEqual(shown);
  });
});

describe('a page', () => {
  it.each(PAGES)('%s names only files that are there', (page) => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, to = '']) =>
      normalize(join(dirname(page), to)),
    );
    expect(links.filter((to) => !existsSync(to))).toEqual([]);
  });

  it.each(PAGES)('%s names only scripts that are there', (page) => {
    const scripts = [...textOf(page).matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].map(([, script = '']) => script);
    expect(scripts.filter((script) => !Object.hasOwn(manifest.scripts, script))).toEqual([]);
  });
});

describe('a command of a page', () => {
  const typed = ['README.md', 'docs/deploying.md'].flatMap((page) =>
    commandsIn(page)
      .filter((line) => line.startsWith('npm run -s atlan-lifecycle -- '))
      .map((line) => [page, line.replace(/^npm run -s atlan-lifecycle -- /, '').replace(/\s+#.*$/, '')] as const),
  );

  const keyFile = join(mkdtempSync(join(tmpdir(), 'readme-')), 'key');
  writeFileSync(keyFile, WEBHOOK_KEY);
  afterAll(() => rmSync(dirname(keyFile), { recursive: true }));

  it.each(typed)('%s: atlan-lifecycle %s is understood', (_page, line) => {
    const key = line.includes('--hook') ? '--key-file "$KEY"' : '';
    const { status, stderr } = spawnSync(
      '/bin/sh',
      ['-c', `"$NODE" cli/main.ts ${line} ${key} --endpoint http://127.0.0.1:9`],
      {
        encoding: 'utf8',
        env: {
          NODE: process.execPath,
          KEY: keyFile,
          AWS_ACCESS_KEY_ID: 'a',
          AWS_SECRET_ACCESS_KEY: 'b',
          AWS_REGION: 'eu-west-1',
        },
      },
    );
    // nobody is there to answer, and that is all that is wrong
    expect([status, stderr]).toEqual([6, expect.any(String)]);
  });
});
