import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import { beginningOf, endOf } from '../../../contracts/operate/instant.ts';
import type { receiptsExportCommand } from '../../../contracts/operate/receipts/receipts-export.ts';
import type { ExportLine } from '../../../contracts/receipts/export-line.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { chainKeys, type ExportPlace, placeOf, textOf } from './chain-keys.ts';
import { type Asked, chainPart } from './chain-part.ts';

/** An answer stays well under the 6 MB that a function may give. */
const MOST_CHARACTERS = 2_500_000;

/** Chain after chain, as long as there is time and room; a long chain goes on in the next answer. */
export async function receiptsExport(
  { worker, from, to, payloads = false, cursor }: InputOf<typeof receiptsExportCommand>,
  { deps, call }: OperatorRequest,
): Promise<Answer<OutputOf<typeof receiptsExportCommand>>> {
  const asked: Asked = {
    from: from === undefined ? 0 : beginningOf(from),
    to: to === undefined ? Number.POSITIVE_INFINITY : endOf(to),
    payloads,
  };
  const beginning: ExportLine = {
    kind: 'export',
    schema: 1,
    at: deps.clock.now(),
    payloads,
    ...(worker !== undefined && { worker }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  const lines: ExportLine[] = cursor === undefined ? [beginning] : [];
  let room = MOST_CHARACTERS;
  const begin: ExportPlace | undefined = cursor === undefined ? undefined : placeOf(cursor);
  for await (const place of chainKeys({ worker, begin }, deps)) {
    if (deps.clock.now() >= call.deadline || room <= 0) return answer({ lines, next: textOf(place) });
    const part = await chainPart(place, { ...asked, room }, deps);
    lines.push(...part.lines);
    room -= part.characters;
    if (part.next !== undefined) return answer({ lines, next: textOf({ ...place, position: part.next }) });
  }
  return answer({ lines: [...lines, { kind: 'end' }] });
}
