import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { bundleEntry } from '../../infra/stacks/bundle-entry.ts';
import { bundleFunctions } from '../../infra/stacks/function-bundles.ts';
import { ingestEnv } from '../../shared/contracts/env/ingest.ts';
import { operateEnv } from '../../shared/contracts/env/operate.ts';
import { pollEnv } from '../../shared/contracts/env/poll.ts';
import { provisionEnv } from '../../shared/contracts/env/provision.ts';
import { rotateEnv } from '../../shared/contracts/env/rotate.ts';
import type { Figure } from './measure.ts';

const CONFIG_FILE = fileURLToPath(new URL('../../local/demo/demo.config.ts', import.meta.url));
const ROUNDS = 15;
const MEASURE =
  'const start = performance.now(); await import(process.argv[1]); process.stdout.write(String(performance.now() - start));';

const FUNCTIONS = [
  { name: 'ingest', contract: ingestEnv, naive: 'three-clients' },
  { name: 'provision', contract: provisionEnv, naive: 'four-clients' },
  { name: 'poll', contract: pollEnv, naive: 'four-clients' },
  { name: 'operate', contract: operateEnv, naive: 'three-clients' },
  { name: 'rotate', contract: rotateEnv, naive: 'one-client' },
] as const;
const ENTRIES = ['nothing', 'one-client', 'three-clients', 'four-clients'] as const;

interface Weight {
  readonly kilobytes: number;
  readonly initMs: number;
}

/**
 * What a cold start carries: each function's bundle, and the time a fresh process takes to import it. The floor is a handler that does
 * nothing, the naive one imports the same SDK clients and nothing else; all are bundled alike. What is built at the first call, the
 * clients among it, is in none of them.
 */
export async function functionFigures(): Promise<readonly Figure[]> {
  await using ours = await bundleFunctions(CONFIG_FILE);
  await using others = await bundleEntries();
  const weights = await weigh([
    ...FUNCTIONS.map(({ name, contract }) => ({ name, folder: ours[name], variables: Object.keys(contract.shape) })),
    ...ENTRIES.map((name) => ({ name, folder: others[name], variables: [] })),
  ]);
  const of = (name: string) => {
    const weight = weights.get(name);
    if (!weight) throw new Error(`${name} was not weighed`);
    return weight;
  };
  const figures = (unit: string, read: (weight: Weight) => number, what: string) =>
    FUNCTIONS.map(({ name, naive }) => ({
      what: `${name}, ${what}`,
      unit,
      ours: read(of(name)),
      floor: read(of('nothing')),
      naive: read(of(naive)),
    }));
  return [
    ...figures('KB', ({ kilobytes }) => kilobytes, 'bundle'),
    ...figures('ms', ({ initMs }) => initMs, `import in a fresh process, median of ${ROUNDS}`),
  ];
}

async function bundleEntries() {
  const parent = await mkdtemp(join(tmpdir(), 'atlan-lifecycle-bench-'));
  const bundle = (name: (typeof ENTRIES)[number]) =>
    bundleEntry({ file: `test/bench/entries/${name}.ts`, configFile: CONFIG_FILE, folder: join(parent, name) });
  return {
    nothing: await bundle('nothing'),
    'one-client': await bundle('one-client'),
    'three-clients': await bundle('three-clients'),
    'four-clients': await bundle('four-clients'),
    [Symbol.asyncDispose]: () => rm(parent, { recursive: true }),
  };
}

interface Bundle {
  readonly name: string;
  readonly folder: string;
  readonly variables: readonly string[];
}

/** In turns, so that a machine that slows down slows everybody down. */
async function weigh(bundles: readonly Bundle[]): Promise<ReadonlyMap<string, Weight>> {
  const times = new Map<string, number[]>(bundles.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const bundle of bundles) times.get(bundle.name)?.push(await importMs(bundle));
  const weights = bundles.map(async ({ name, folder }) => {
    const { size } = await stat(join(folder, 'index.mjs'));
    return [name, { kilobytes: size / 1024, initMs: median(times.get(name) ?? []) }] as const;
  });
  return new Map(await Promise.all(weights));
}

async function importMs({ folder, variables }: Bundle): Promise<number> {
  const file = pathToFileURL(join(folder, 'index.mjs')).href;
  // one value that passes for a name and for a URL
  const env = Object.fromEntries(variables.map((name) => [name, 'https://example.com/bench']));
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', MEASURE, file], {
    env: { ...env, AWS_REGION: 'eu-west-1' },
  });
  return Number(stdout);
}

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
