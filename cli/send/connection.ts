import * as z from 'zod/mini';

import { configFile } from '../read/config-file.ts';
import { invalidInput } from './invalid-input.ts';

const connection = z.object({
  kind: z.string(),
  defaultTimeZone: z.optional(z.string()),
  sequence: z.optional(z.literal('always')),
});
const withConnections = z.object({ connections: z.record(z.string(), connection) });

/** What the configuration of this folder says of the connection that an event arrives under. */
export interface Arrival {
  /** That of the hook, or the one that `POST /events` belongs to; undefined where the configuration has none for it. */
  readonly connection: string | undefined;
  /** The zone in which its dates are meant; of a connection that the configuration does not know, that of this machine. */
  readonly timeZone: string;
  /** Whether every event of it has to have a sequence. */
  readonly sequence: 'always' | undefined;
}

/** Throws a `Refusal` where the configuration cannot be read. */
export async function arrivalBy(hook: string | undefined): Promise<Arrival> {
  const read = withConnections.safeParse(await configFile());
  if (!read.success)
    throw invalidInput(`lifecycle.config.ts: ${read.error.issues[0]?.path.join('.') || 'it'} cannot be read`);
  const { connections } = read.data;
  const name = hook ?? Object.entries(connections).find(([, { kind }]) => kind === 'canonical')?.[0];
  const known = name === undefined ? undefined : connections[name];
  return {
    connection: name,
    timeZone: known ? (known.defaultTimeZone ?? 'UTC') : new Intl.DateTimeFormat().resolvedOptions().timeZone,
    sequence: known?.sequence,
  };
}
