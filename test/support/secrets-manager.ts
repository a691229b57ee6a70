import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

export interface SecretsManagerUnderTest extends AsyncDisposable {
  readonly endpoint: string;
  /** By name; may be changed at any time. */
  readonly secrets: Map<string, string>;
}

/** Secrets Manager's protocol, for reading only. */
export async function secretsManagerUnderTest(): Promise<SecretsManagerUnderTest> {
  const secrets = new Map<string, string>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { SecretId } = (await json(request)) as { SecretId: string };
    const text = secrets.get(SecretId);
    response.writeHead(text === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(
      JSON.stringify(
        text === undefined
          ? { __type: 'ResourceNotFoundException', message: 'no such secret' }
          : { Name: SecretId, SecretString: text },
      ),
    );
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    secrets,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
