import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';

import { scimOnSimulator } from '../../../../support/scim.ts';

it('a Location that cannot be read is an answer like one without: the account is looked for, and nothing is thrown', async () => {
  let created = false;
  const user = { id: 'u1', userName: 'ada@example.com', active: true };
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      created = true;
      response.writeHead(201, { location: 'http://127.0.0.1/Users/%E0%A4%A' }).end();
    } else if (request.url?.startsWith('/Users')) {
      const Resources = created ? [user] : [];
      response.writeHead(200, { 'content-type': 'application/scim+json' });
      response.end(JSON.stringify({ totalResults: Resources.length, Resources }));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  await using scim = await scimOnSimulator();
  const value = { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'a-token' };
  const target = scim.another({ secret: { get: async () => value, refresh: async () => value } });
  const made = await target.invite([{ email: 'ada@example.com', role: 'user' }], scim.call);
  server.close();
  server.closeAllConnections();
  expect(made.get('ada@example.com')).toMatchObject({ kind: 'done', value: { how: 'invited', account: { id: 'u1' } } });
});
