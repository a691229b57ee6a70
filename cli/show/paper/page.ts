import { styleText } from 'node:util';

import type { CliContext } from '../../cli-context.ts';

type Ink = 'bold' | 'dim' | 'red' | 'yellow' | 'green';

/** What text is laid out for. */
export interface Page {
  /** In characters; unknown where the output is no terminal and COLUMNS is not set, and lines may be as long as they are. */
  readonly width: number | undefined;
  paint(ink: Ink, text: string): string;
}

/** Colour only on a terminal, and not with NO_COLOR. */
export function pageFor({ stdout, env }: Pick<CliContext, 'stdout' | 'env'>): Page {
  const isSeen = stdout.isTTY === true;
  const isColoured = isSeen && !env['NO_COLOR'];
  return {
    width: isSeen ? stdout.columns : columnsOf(env['COLUMNS']),
    paint: (ink, text) => (isColoured ? styleText(ink, text, { validateStream: false }) : text),
  };
}

/** What a program that shows the output to a person says of its terminal. */
const columnsOf = (said: string | undefined): number | undefined =>
  /^[1-9]\d*$/.test(said ?? '') ? Number(said) : undefined;
