import { staffIn } from '../../shared/contracts/operate/baseline/staff-row.ts';
import type { Given } from '../operate/presentation.ts';
import { staffInFile } from './staff-file.ts';

/**
 * What `report roster` is asked where it was given a CSV file: all workers are compared with its first part, and then each other part
 * with the ledger. Throws a `Refusal` that lists all that is wrong with the file, before anything is asked.
 */
export async function rosterInFile(given: Given): Promise<readonly Given[]> {
  let before = 0;
  return (await staffInFile(given)).map((part) => {
    const after = before;
    before += staffIn(String(part['staff']))?.length ?? 0;
    return after === 0 ? part : { ...part, after: String(after) };
  });
}
