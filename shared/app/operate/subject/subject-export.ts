import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { subjectExportCommand } from '../../../contracts/operate/subject/subject-export.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { NOBODY } from '../select-worker.ts';
import { subjectLines } from './subject-lines.ts';

type Exported = OutputOf<typeof subjectExportCommand>;

/** An answer stays well under the 6 MB that a function may give. */
const MOST_CHARACTERS = 2_500_000;

/** Line after line, as long as there is room. A line that is recorded between two calls may make another one come twice. */
export async function subjectExport(
  { worker: key, cursor = '0' }: InputOf<typeof subjectExportCommand>,
  { deps: { ledger } }: OperatorRequest,
): Promise<Answer<Exported>> {
  const worker = await ledger.workers.load(key);
  if (!worker) return NOBODY;
  const rest = (await subjectLines(worker, ledger)).slice(Number.parseInt(cursor, 10) || 0);
  let room = MOST_CHARACTERS;
  const taken: Exported['lines'][number][] = [];
  for (const line of rest) {
    if (room <= 0) return answer({ lines: taken, next: `${(Number.parseInt(cursor, 10) || 0) + taken.length}` });
    taken.push(line);
    room -= JSON.stringify(line).length;
  }
  return answer({ lines: taken });
}
