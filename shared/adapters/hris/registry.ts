import type { ConnectionSettings } from '../../contracts/config/connection-schema.ts';
import { PermanentError } from '../../domain/failure.ts';
import type { HrisConnection } from '../../ports/hris.ts';
import { bamboohrConnection } from './bamboohr/bamboohr.ts';
import { canonicalConnection } from './canonical/canonical.ts';
import { standardWebhooksConnection } from './standard-webhooks/standard-webhooks.ts';

/** A new vendor is a folder beside this file, and a case here. */
function connectionOf(name: string, settings: ConnectionSettings): HrisConnection {
  switch (settings.kind) {
    case 'bamboohr':
      return bamboohrConnection({ name, ...settings });
    case 'canonical':
      return canonicalConnection({ name, ...settings });
    case 'standard-webhooks':
      return standardWebhooksConnection({ name, ...settings });
  }
}

/** The configured connections. Throws `PermanentError` for two that share the door `POST /events`, which names none. */
export function hrisConnections(configured: Readonly<Record<string, ConnectionSettings>>): readonly HrisConnection[] {
  const connections = Object.entries(configured).map(([name, settings]) => connectionOf(name, settings));
  if (connections.filter(({ door }) => door === 'events').length > 1) {
    throw new PermanentError(
      'Only one connection can be canonical, because POST /events names none; remove the others',
    );
  }
  return connections;
}
