import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Config } from '../shared/contracts/config/config.ts';
import { LOCAL_ENDPOINT_FILE, type LocalEndpoint } from '../shared/contracts/local-endpoint.ts';
import { OPERATOR_KEY } from './gateway/callers.ts';
import type { LocalCloud } from './local-cloud.ts';
import { PLACE } from './template/place.ts';

const FILE = fileURLToPath(new URL(`../${LOCAL_ENDPOINT_FILE}`, import.meta.url));

/** Tells the command line where this local cloud is, until it is disposed of. Of two at once the newer is told. */
export async function tellCommandLine(
  { url, control, connectionKeys }: LocalCloud,
  { connections }: Config,
): Promise<AsyncDisposable> {
  const endpoint: LocalEndpoint = {
    pid: process.pid,
    api: url,
    control,
    region: PLACE.region,
    credentials: OPERATOR_KEY,
    connections: Object.fromEntries(Object.entries(connectionKeys).map(([name, secret]) => [name, { secret }])),
    configured: connections,
  };
  const text = `${JSON.stringify(endpoint, null, 2)}\n`;
  await mkdir(dirname(FILE), { recursive: true });
  await writeFile(FILE, text, { mode: 0o600 });
  return {
    [Symbol.asyncDispose]: async () => {
      const now = await readFile(FILE, 'utf8').catch(() => undefined);
      if (now === text) await rm(FILE, { force: true });
    },
  };
}
