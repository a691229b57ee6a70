import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { projection } from '../../../../local/simulators/atlan/query/projection.ts';
import { tenantUnderTest } from './tenant-under-test.ts';

describe('a projection', () => {
  it('keeps what was asked for and what always stays, and nothing else', () => {
    const names = fc.constantFrom('id', 'email', 'roles', 'status', 'nonsense');
    fc.assert(
      fc.property(fc.array(names, { minLength: 1 }), (columns) => {
        const record = { id: 1, username: 2, email: 3, roles: 4, status: 5 };
        const query = new URLSearchParams(columns.map((column): [string, string] => ['columns', column]));
        const kept = Object.keys(projection(query, ['id', 'username'])(record));
        expect(kept).toEqual(Object.keys(record).filter((name) => ['id', 'username', ...columns].includes(name)));
      }),
    );
  });

  it('leaves the record whole when no column is asked for', () => {
    expect(projection(new URLSearchParams('limit=1'), ['id'])({ id: 1, email: 2 })).toEqual({ id: 1, email: 2 });
  });

  it('of users is what SDKs ask for on the first page, and the full user without columns, as on their second', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 2 });

    const first = (await tenant.api('GET', '/users?columns=email&columns=workspaceRole&limit=1')).json.records[0];
    const second = (await tenant.api('GET', '/users?limit=1&offset=1')).json.records[0];

    expect(Object.keys(first).sort()).toEqual(['email', 'id', 'username', 'workspaceRole']);
    expect(Object.keys(second).length).toBeGreaterThan(15);
  });
});
