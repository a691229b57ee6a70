import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BreakGlassRecord, breakGlassRecord } from '../../shared/contracts/break-glass-record.ts';
import { jsonOrUndefined } from '../../shared/domain/text/json-or-undefined.ts';
import { EXIT } from '../exit-code.ts';
import { notJson } from '../read/not-json.ts';
import { Refusal } from '../refusal.ts';

/** Writes a record to a new file of the folder, named after its instant; the file's path. */
export async function writeRecord(record: BreakGlassRecord, folder: string): Promise<string> {
  const file = join(folder, `break-glass-${record.at.replaceAll(/[:.]/g, '-')}.json`);
  await writeFile(file, `${JSON.stringify(record, undefined, 2)}\n`, { flag: 'wx', mode: 0o600 });
  return file;
}

/** Throws a `Refusal` for a file that is no record. */
export async function readRecord(file: string): Promise<BreakGlassRecord> {
  const bytes = await readFile(file).catch(() => {
    throw new Refusal(EXIT.usage, {
      error: 'usage',
      because: `${file} cannot be read; give the file that break-glass disable wrote`,
    });
  });
  const parsed = jsonOrUndefined(bytes.toString('utf8'));
  if (parsed === undefined) throw new Refusal(EXIT.usage, { error: 'usage', because: notJson(file, bytes) });
  const read = breakGlassRecord.safeParse(parsed);
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.join('.') || 'the file';
  throw new Refusal(EXIT.usage, {
    error: 'usage',
    because: `${file}: ${field} is not valid in a record of break-glass disable`,
  });
}
