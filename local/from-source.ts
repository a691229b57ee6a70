import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tellCommandLine } from './endpoint-file.ts';
import { loadConfig } from './load-config.ts';
import { type LocalCloud, type LocalCloudSettings, startLocalCloud } from './local-cloud.ts';
import { synthesise } from './synthesise.ts';
import { readAssembly } from './template/assembly.ts';

export interface SourceSettings extends Omit<LocalCloudSettings, 'assembly' | 'config'> {
  /** Absent = lifecycle.config.ts. */
  readonly configFile?: string | undefined;
  /** What a synthesis of the same configuration wrote, in the place of a new one. */
  readonly assemblyFolder?: string | undefined;
  /** Told what is being done, since it takes some seconds. */
  readonly onStep?: (step: string) => void;
}

export interface LocalCloudFromSource extends AsyncDisposable {
  readonly cloud: LocalCloud;
}

/** Synthesises what lies in this project, runs it, and tells the command line where. Throws what is wrong with the configuration. */
export async function startFromSource({
  configFile,
  assemblyFolder,
  onStep = () => undefined,
  ...settings
}: SourceSettings): Promise<LocalCloudFromSource> {
  await using started = new AsyncDisposableStack();
  onStep('reading the configuration and its examples');
  const config = await loadConfig(configFile);
  const folder = assemblyFolder ?? (await mkdtemp(join(tmpdir(), 'atlan-lifecycle-local-')));
  if (assemblyFolder === undefined) {
    started.defer(() => rm(folder, { recursive: true, force: true }));
    onStep('synthesising the stacks and bundling the functions');
    await synthesise({ folder, configFile });
  }
  onStep('starting queues, table, bus, functions and tenants');
  const cloud = started.use(await startLocalCloud({ ...settings, assembly: await readAssembly(folder), config }));
  started.use(await tellCommandLine(cloud, config));
  const running = started.move();
  return { cloud, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
