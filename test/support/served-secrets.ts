import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import { createSecretsManager, type SecretsManager } from '../../local/engines/secrets-manager.ts';

export interface ServedSecrets extends AsyncDisposable {
  readonly endpoint: string;
  readonly vault: SecretsManager;
}

/** The local cloud's Secrets Manager with these secrets, without the gateway before it. */
export async function servedSecrets(
  secrets: readonly { readonly name: string; readonly arn: string }[],
): Promise<ServedSecrets> {
  const vault = createSecretsManager(secrets, () => Date.now());
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const body = (await json(request)) as Record<string, unknown>;
    const caller = { kind: 'function', name: 'rotate', accessKeyId: 'key' } as const;
    const {
      status,
      headers,
      body: text,
    } = await vault.engine({
      service: 'secretsmanager',
      operation,
      caller,
      body,
      headers: {},
    });
    response.writeHead(status, headers).end(text);
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    vault,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
