import { styleText } from 'node:util';

import type { Surroundings } from '../surroundings.ts';

type Ink = 'bold' | 'dim' | 'red' | 'yellow' | 'green';

/** What text is laid out for. */
export interface Page {
  /** In characters; unknown where nobody looks at it now, and lines may be as long as they are. */
  readonly width: number | undefined;
  paint(ink: Ink, text: string): string;
}

/** Colour only for somebody who looks, and who has not asked for none. */
export function pageFor({ stdout, env }: Pick<Surroundings, 'stdout' | 'env'>): Page {
  const isSeen = stdout.isTTY === true;
  const isColoured = isSeen && !env['NO_COLOR'];
  return {
    width: isSeen ? stdout.columns : undefined,
    paint: (ink, text) => (isColoured ? styleText(ink, text, { validateStream: false }) : text),
  };
}
