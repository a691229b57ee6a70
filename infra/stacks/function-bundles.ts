import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

type FunctionName = 'ingest' | 'provision' | 'poll' | 'operate';
/** Where each function's bundle is: a folder with `index.mjs`. */
export type FunctionBundles = Readonly<Record<FunctionName, string>>;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles every function, with `configFile` in the place of lifecycle.config.ts, into a temporary folder that goes with what is returned. */
export async function bundleFunctions(configFile: string): Promise<FunctionBundles & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'atlan-lifecycle-'));
  const bundle = async (name: FunctionName) => bundleFunction(name, configFile, join(folder, name));
  const [ingest, provision, poll, operate] = await Promise.all([
    bundle('ingest'),
    bundle('provision'),
    bundle('poll'),
    bundle('operate'),
  ]);
  return {
    ingest,
    provision,
    poll,
    operate,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** esbuild is asked by its API and not by NodejsFunction, whose command line can put no other file in the place of a relative import. */
async function bundleFunction(name: FunctionName, configFile: string, folder: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [`functions/${name}/handler.ts`],
    // not where it is written: the source map's paths, and with them the asset's hash, are the same each time
    outfile: `functions/${name}/index.mjs`,
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // the AWS SDK too: it is pinned then, and a cold start is shorter
    external: [],
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    plugins: [chosenConfig(configFile)],
    logLevel: 'warning',
  });
  await mkdir(folder);
  await Promise.all(outputFiles.map(({ path, contents }) => writeFile(join(folder, basename(path)), contents)));
  return folder;
}

const chosenConfig = (configFile: string): Plugin => ({
  name: 'chosen-config',
  setup: (esbuild) => {
    // the chosen one may itself build on lifecycle.config.ts
    esbuild.onResolve({ filter: /\/lifecycle\.config\.ts$/ }, ({ importer }) =>
      importer === configFile ? undefined : { path: configFile },
    );
  },
});
