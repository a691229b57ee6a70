import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { FunctionName } from '../../shared/contracts/function-names.ts';
import { bundleEntry } from './bundle-entry.ts';

/** Where each function's bundle is: a folder with `index.mjs`. */
export type FunctionBundles = Readonly<Record<FunctionName, string>>;

/** Bundles every function, with `configFile` in the place of lifecycle.config.ts, into a temporary folder that goes with what is returned. */
export async function bundleFunctions(configFile: string): Promise<FunctionBundles & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'atlan-lifecycle-'));
  const bundle = (name: FunctionName) =>
    bundleEntry({ file: `functions/${name}/handler.ts`, configFile, folder: join(folder, name) });
  const [ingest, provision, poll, operate, rotate] = await Promise.all([
    bundle('ingest'),
    bundle('provision'),
    bundle('poll'),
    bundle('operate'),
    bundle('rotate'),
  ]);
  return {
    ingest,
    provision,
    poll,
    operate,
    rotate,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
