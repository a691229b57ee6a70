import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';

export interface LineFile {
  readonly file: string;
  /** The command that writes such a file. */
  readonly from: string;
}

/** The lines of a file, one at a time, whatever its size. Throws a `Refusal` for a file that cannot be read. */
export async function* linesOf({ file, from }: LineFile): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  } catch {
    throw usage(`${file} cannot be read; give the file that ${from} wrote`);
  }
}

export const wrongFile = ({ file, from }: LineFile, line = 1): Refusal =>
  usage(`${file}:${line}: this is no file of ${from}; give the file that ${from} wrote`);

export const usage = (because: string): Refusal => new Refusal(EXIT.usage, { error: 'usage', because });
