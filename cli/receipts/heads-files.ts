import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type ChainHead, headsLine } from '../../shared/contracts/receipts/heads-line.ts';
import { headsText } from '../../shared/contracts/receipts/heads-text.ts';
import { jsonOrUndefined } from '../../shared/domain/text/json-or-undefined.ts';
import { type LineFile, linesOf, usage, wrongFile } from './file-lines.ts';

const FROM = 'receipts verify --keep-heads';

/** All chain heads of a file, or of every file of a folder. Throws a `Refusal` where one is no file of chain heads. */
export async function keptHeads(path: string): Promise<readonly ChainHead[]> {
  const files = await filesOf(path).catch(() => {
    throw usage(`${path} cannot be read; give a file that ${FROM} wrote, or a folder of such files`);
  });
  if (files.length === 0) throw usage(`${path} is an empty folder; give a folder of files that ${FROM} wrote`);
  const heads: ChainHead[] = [];
  for (const file of files) {
    const source: LineFile = { file, from: FROM };
    let line = 0;
    for await (const text of linesOf(source)) {
      line++;
      const { data } = headsLine.safeParse(jsonOrUndefined(text));
      if (!data || (data.kind === 'heads') !== (line === 1)) throw wrongFile(source, line);
      if (data.kind === 'head') heads.push(data);
    }
    if (line === 0) throw wrongFile(source);
  }
  return heads;
}

async function filesOf(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  return (await readdir(path)).toSorted().map((name) => join(path, name));
}

/** Writes chain heads to a new file. Throws a `Refusal` where there is one already, because heads that were kept are evidence. */
export async function writeHeads(
  file: string,
  { at, heads }: { readonly at: number; readonly heads: Iterable<ChainHead> },
): Promise<void> {
  await writeFile(file, headsText(at, heads), { flag: 'wx' }).catch(() => {
    throw usage(`${file} cannot be written: name a new file in a folder that there is`);
  });
}
