import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { synthesise } from '../../../local/synthesise.ts';
import { type Assembly, readAssembly } from '../../../local/template/assembly.ts';

const CACHE = resolve('node_modules/.cache/atlan-lifecycle-assemblies');

/** The template of this very source, synthesised once for all tests that ask for it. */
export const assemblyOf = async (configFile: string): Promise<Assembly> =>
  readAssembly(await assemblyFolder(configFile));

/** The folder it lies in. */
export async function assemblyFolder(configFile: string): Promise<string> {
  const folder = join(CACHE, fingerprint(configFile));
  if (!existsSync(folder)) {
    mkdirSync(CACHE, { recursive: true });
    const fresh = join(CACHE, `${process.pid}-${Date.now()}`);
    await synthesise({ folder: fresh, configFile });
    try {
      renameSync(fresh, folder);
    } catch {
      // another test was faster, and has written the same
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  return folder;
}

function fingerprint(configFile: string): string {
  const hash = createHash('sha256');
  const files = globSync('{shared,functions,infra}/**/*.{ts,py}').sort();
  for (const file of [...files, configFile, 'cdk.json', 'package-lock.json'])
    hash.update(`${file}\n`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 24);
}
