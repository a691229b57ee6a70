import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

import manifest from '../package.json' with { type: 'json' };
import { skeletonOf, TRANSCRIPT } from './local/support/transcript.ts';
import { PAGES } from './support/documented-commands.ts';

const textOf = (page: string) => readFileSync(page, 'utf8');
const blocksOf = (page: string, language: string) =>
  [...textOf(page).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, of, block = '']) =>
    of === language ? block : [],
  );

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

  it.each(PAGES)('%s says no paragraph twice', (page) => {
    const paragraphs = textOf(page)
      .replaceAll(/^```[\s\S]*?^```$/gm, '')
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
      .filter((paragraph) => paragraph.length > 80 && !paragraph.startsWith('|'));
    expect(paragraphs.filter((paragraph, index) => paragraphs.indexOf(paragraph) !== index)).toEqual([]);
  });

  it.each(PAGES)('%s counts its steps upwards from 1', (page) => {
    const text = textOf(page).replaceAll(/^```[\s\S]*?^```$/gm, '');
    const numbers = [...text.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers.filter((number, index) => number !== 1 && number !== (numbers[index - 1] ?? 0) + 1)).toEqual([]);
    // a list of which only the beginning was merged
    expect(numbers.filter((number, index) => number === 1 && numbers[index + 1] === 1)).toEqual([]);
  });
});
