import config from '../../lifecycle.config.ts';

interface Connection {
  readonly kind: string;
  readonly defaultTimeZone?: string;
  readonly sequence?: 'always';
}

const CONNECTIONS: Readonly<Record<string, Connection>> = config.connections;

/** The name of the connection that an event arrives under: that of the hook, or the one that `POST /events` belongs to. */
export const connectionOf = (hook: string | undefined): string | undefined =>
  hook ?? Object.entries(CONNECTIONS).find(([, { kind }]) => kind === 'canonical')?.[0];

/** The zone in which the connection's dates are meant; of a connection that the configuration does not know, that of this machine. */
export function zoneOf(name: string | undefined): string {
  const connection = CONNECTIONS[name ?? ''];
  if (!connection) return new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return connection.defaultTimeZone ?? 'UTC';
}

/** Whether every event of the connection has to have a sequence. */
export const sequenceOf = (name: string | undefined): 'always' | undefined => CONNECTIONS[name ?? '']?.sequence;
