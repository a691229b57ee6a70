import type { ConnectionSettings } from './connection-schema.ts';

/** How many days a connection may send nothing, where its configuration does not say. */
const SILENT_AFTER_DAYS = 14;
const DAY_MS = 86_400_000;

/** Each connection, with the pause in ms after which it counts as silent. */
export const watchedConnections = (connections: Readonly<Record<string, ConnectionSettings>>) =>
  Object.entries(connections).map(([name, { silentAfterDays = SILENT_AFTER_DAYS }]) => ({
    name,
    silentAfterMs: silentAfterDays * DAY_MS,
  }));
