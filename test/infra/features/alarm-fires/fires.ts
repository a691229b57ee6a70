import { globSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Fires } from './situations.ts';

const HERE = 'test/infra/features/alarm-fires/fires';

/** What every file of the folder fires/ holds. Who adds an alarm, or lets another function count, adds it there, in a file new or old. */
export async function allFires(): Promise<Fires> {
  const files = globSync(`${HERE}/*.ts`).sort();
  const found = await Promise.all(files.map(async (file): Promise<{ FIRES: Fires }> => import(resolve(file))));
  return Object.fromEntries(found.flatMap(({ FIRES }) => Object.entries(FIRES)));
}
