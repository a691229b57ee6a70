import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Entry {
  /** From the project's root. */
  readonly file: string;
  /** The file that replaces lifecycle.config.ts. */
  readonly configFile: string;
  /** Does not exist yet; gets the `index.mjs` and its source map. */
  readonly folder: string;
}

/** esbuild is asked by its API and not by NodejsFunction, whose command line can put no other file in the place of a relative import. */
export async function bundleEntry({ file, configFile, folder }: Entry): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [file],
    // not where it is written: the source map's paths, and with them the asset's hash, are the same each time
    outfile: `${dirname(file)}/index.mjs`,
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
