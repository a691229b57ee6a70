import config from '../../lifecycle.config.ts';

interface Connection {
  readonly kind: string;
  readonly defaultTimeZone?: string;
}

const CONNECTIONS: Readonly<Record<string, Connection>> = config.connections;

/** The name of the connection that an event arrives under: that of the hook, or the one that `POST /events` belongs to. */
export const connectionOf = (hook: string | undefined): string | undefined =>
  hook ?? Object.entries(CONNECTIONS).find(([, { kind }]) => kind === 'canonical')?.[0];

/** The zone in which the connection's dates are meant; where the configuration does not say, that of this machine. */
export const zoneOf = (connection: string | undefined): string =>
  CONNECTIONS[connection ?? '']?.defaultTimeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
