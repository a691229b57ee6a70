import Table from 'cli-table3';

import { fittedWidths, wrapped } from './fit.ts';
import type { Page } from './page.ts';
import type { Cell, Sheet } from './sheet.ts';

const GAP = '  ';
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

/**
 * Columns without lines around them. On a page too narrow cells are wrapped between words; where even that does not fit, each row becomes
 * lines of its own, a title and a value in each.
 */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], page: Page): string {
  const texts = rows.map((row) => head.map((_, column) => String(row[column] ?? '-')));
  const width = page.width ?? Number.POSITIVE_INFINITY;
  const columns = head.map((title, column) => [title, ...texts.map((row) => row[column] ?? '')]);
  const widths = fittedWidths({ columns, gap: GAP.length, width });
  if (!widths) return texts.map((row) => listed(head, row, page)).join('\n\n');
  const fitting = (row: readonly string[]) => row.map((text, column) => wrapped(text, widths[column] ?? text.length));
  const drawn = new Table({
    head: fitting(head).map((title) => page.paint('dim', title)),
    chars: { ...BARE, middle: GAP },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  drawn.push(...texts.map(fitting));
  return trimmed(drawn.toString());
}

/** One row, a title and its value in each line. */
function listed(head: readonly string[], row: readonly string[], page: Page): string {
  const longest = Math.max(...head.map((title) => title.length));
  const indent = ' '.repeat(longest + GAP.length);
  const room = Math.max(1, (page.width ?? Number.POSITIVE_INFINITY) - indent.length);
  return head
    .map((title, column) => {
      const value = wrapped(row[column] ?? '', room).replaceAll('\n', `\n${indent}`);
      return `${page.paint('dim', title.padEnd(longest))}${GAP}${value}`;
    })
    .join('\n');
}

const trimmed = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');

/** A table under its title; nothing at all without rows. */
export const section = (title: string, { head, rows }: Sheet, page: Page): readonly string[] =>
  rows.length === 0 ? [] : [`${page.paint('bold', title)}\n${table(head, rows, page)}`];

/** Parts with an empty line between them. */
export const paragraphs = (parts: readonly (string | readonly string[])[]): string => parts.flat().join('\n\n');
