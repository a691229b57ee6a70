import { type CheckedExport, checkExport, type Witness } from '../../shared/contracts/receipts/check-export.ts';
import type { ChainHead } from '../../shared/contracts/receipts/heads-line.ts';
import { headsWitness } from '../../shared/contracts/receipts/heads-witness.ts';
import type { VerifyOptions } from './add-receipts-verify.ts';
import { type LineFile, linesOf, wrongFile } from './file-lines.ts';
import { keptHeads, writeHeads } from './heads-files.ts';

export interface Verified extends CheckedExport {
  readonly file: string;
  /** How many kept chain heads the file was compared with; absent where none were named. */
  readonly heads?: number;
}

/** Reads an export of receipts line by line and checks it. Throws a `Refusal` for a file that is none. */
export async function verifyExport(file: string, { heads, keepHeads }: VerifyOptions): Promise<Verified> {
  const source: LineFile = { file, from: 'receipts export' };
  const kept = heads === undefined ? undefined : await keptHeads(heads);
  const ends = new Map<string, ChainHead>();
  const check = checkExport(noting(ends, headsWitness(kept ?? [])));
  let at: number | undefined;
  for await (const line of linesOf(source)) {
    if (!check.take(line)) throw wrongFile(source);
    at ??= check.at();
  }
  if (at === undefined) throw wrongFile(source);
  const checked = check.finish();
  if (keepHeads !== undefined && checked.faultCount === 0) await writeHeads(keepHeads, { at, heads: ends.values() });
  return { file, ...checked, ...(kept && { heads: kept.length }) };
}

/** Notes where each chain ends beside what another witness says. */
const noting = (ends: Map<string, ChainHead>, witness: Witness): Witness => ({
  ...witness,
  receipt: (workerKey, { position, hash }) => {
    ends.set(workerKey, { kind: 'head', workerKey, position, hash });
    return witness.receipt(workerKey, { position, hash });
  },
});
