import Table from 'cli-table3';

import type { Page } from './page.ts';
import type { Cell, Sheet } from './sheet.ts';

const GAP = '  ';
const NARROWEST = 24;
const BARE = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((char) => [char, '']),
);

/** Columns without lines around them. On a page too narrow the last column is wrapped: the sentence belongs there. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], page: Page): string {
  const texts = rows.map((row) => head.map((_, column) => String(row[column] ?? '-')));
  const widths = head.map((title, column) => Math.max(title.length, ...texts.map((row) => row[column]?.length ?? 0)));
  const others = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP.length, 0);
  const left = Math.max(NARROWEST, (page.width ?? Number.POSITIVE_INFINITY) - others);
  const isNarrow = left < (widths.at(-1) ?? 0);
  const drawn = new Table({
    head: head.map((title) => page.paint('dim', title)),
    chars: { ...BARE, middle: GAP },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    ...(isNarrow && { colWidths: [...head.slice(1).map(() => null), left], wordWrap: true }),
  });
  drawn.push(...texts);
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A table under its title; nothing at all without rows. */
export const section = (title: string, { head, rows }: Sheet, page: Page): readonly string[] =>
  rows.length === 0 ? [] : [`${page.paint('bold', title)}\n${table(head, rows, page)}`];

/** Parts with an empty line between them. */
export const paragraphs = (parts: readonly (string | readonly string[])[]): string => parts.flat().join('\n\n');
