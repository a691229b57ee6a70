import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PRELOAD = new URL('end-with-parent.ts', import.meta.url).href;

export interface SynthesisSettings {
  /** Where to write templates and bundles. */
  readonly folder: string;
  /** As `--context config=`; absent = lifecycle.config.ts. */
  readonly configFile?: string | undefined;
}

/** Synthesises the app as the CDK's command line would. Throws an error with what the app said, for instance about the configuration. */
export async function synthesise({ folder, configFile }: SynthesisSettings): Promise<void> {
  const { context }: { readonly context: object } = JSON.parse(await readFile(`${ROOT}/cdk.json`, 'utf8'));
  const app = fork('infra/app.ts', [], {
    cwd: ROOT,
    execArgv: ['--import', PRELOAD],
    silent: true,
    env: {
      ...process.env,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...(configFile !== undefined && { config: configFile }) }),
    },
  });
  const said: Buffer[] = [];
  app.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
  app.stdout?.on('data', (chunk: Buffer) => said.push(chunk));
  await once(app, 'close');
  if (app.exitCode !== 0) throw new Error(Buffer.concat(said).toString('utf8').trim() || 'The synthesis was stopped');
}
