import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { type CheckedExport, checkExport } from '../../shared/contracts/receipts/check-export.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';

export interface Verified extends CheckedExport {
  readonly file: string;
}

/** Reads an export of receipts line by line and checks it. Throws a `Refusal` for a file that is none. */
export async function verifyExport(file: string): Promise<Verified> {
  const check = checkExport();
  let isEmpty = true;
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      isEmpty = false;
      if (!check.take(line)) throw noExport(file);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw usage(`${file} cannot be read; give the file that receipts export wrote`);
  }
  if (isEmpty) throw noExport(file);
  return { file, ...check.finish() };
}

const usage = (because: string) => new Refusal(EXIT.usage, { error: 'usage', because });

const noExport = (file: string) =>
  usage(`${file}:1: an export of receipts does not begin like this; give the file that receipts export wrote`);
