import * as z from 'zod/mini';

import { connectionSettings, type LocalEndpoint } from '../../shared/contracts/local-endpoint.ts';
import { configFile } from '../read/config-file.ts';
import { invalidInput } from './invalid-input.ts';

const withConnections = z.object({ connections: z.record(z.string(), connectionSettings) });

/** What the receiver's configuration says of the connection that an event arrives under. */
export interface Arrival {
  /** That of the hook, or the one that `POST /events` belongs to; undefined where the configuration has none for it. */
  readonly connection: string | undefined;
  /** The zone in which its dates are meant; of a connection that the configuration does not know, that of this machine. */
  readonly timeZone: string;
  /** Whether every event of it has to have a sequence. */
  readonly sequence: 'always' | undefined;
}

/** By the configuration of the running local cloud, else by lifecycle.config.ts. Throws a `Refusal` where that cannot be read. */
export async function arrivalBy(
  hook: string | undefined,
  local: Pick<LocalEndpoint, 'configured'> | undefined,
): Promise<Arrival> {
  const connections = local?.configured ?? (await configuredHere());
  const name = hook ?? Object.entries(connections).find(([, { kind }]) => kind === 'canonical')?.[0];
  const known = name === undefined ? undefined : connections[name];
  return {
    connection: name,
    timeZone: known ? (known.defaultTimeZone ?? 'UTC') : new Intl.DateTimeFormat().resolvedOptions().timeZone,
    sequence: known?.sequence,
  };
}

async function configuredHere(): Promise<NonNullable<LocalEndpoint['configured']>> {
  const read = withConnections.safeParse(await configFile());
  if (read.success) return read.data.connections;
  throw invalidInput(`lifecycle.config.ts: ${read.error.issues[0]?.path.join('.') || 'it'} cannot be read`);
}
