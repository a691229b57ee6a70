import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../../shared/domain/outcome.ts';
import { type ScimUnderTest, scimOnSimulator } from '../../../../support/scim.ts';

/** A directory with one person and two groups to work on. */
async function stage(scim: ScimUnderTest) {
  const group = await scim.control<{ id: string }>('POST', 'groups', { name: 'Data Eng' });
  const other = await scim.control<{ id: string }>('POST', 'groups', { name: 'Analysts' });
  const person = { email: 'ada@example.com', groups: ['Data Eng'] };
  const { id } = await scim.control<{ id: string }>('POST', 'users', person);
  // what a process asks once is asked before
  await scim.target.listAccounts(undefined, scim.call);
  await scim.target.groupsOf(id, scim.call);
  return { scim, userId: id, groupId: group.id, otherGroupId: other.id };
}
type Stage = Awaited<ReturnType<typeof stage>>;

interface State {
  readonly users: readonly { readonly email: string; readonly state: string; readonly groups: readonly string[] }[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

interface Operation {
  readonly name: string;
  readonly endpoint: string;
  readonly run: (stage: Stage) => Promise<Outcome<unknown>>;
  /** For a write: whether the far side shows it. */
  readonly happened?: (state: State, stage: Stage) => boolean;
  /** What a 403 of the SCIM service is about. */
  readonly forbidden: 'resource' | 'credential';
}

const ada = ({ users }: State) => users.find(({ email }) => email === 'ada@example.com');

const OPERATIONS: readonly Operation[] = [
  {
    name: 'identity',
    endpoint: 'GET /Users',
    run: ({ scim }) => scim.target.identity(scim.call),
    forbidden: 'credential',
  },
  {
    name: 'find by id',
    endpoint: 'GET /Users/{id}',
    run: ({ scim, userId }) => scim.target.findByIds([userId], scim.call),
    forbidden: 'resource',
  },
  {
    name: 'find by e-mail',
    endpoint: 'GET /Users',
    run: ({ scim }) => scim.target.findByEmails(['ada@example.com'], scim.call),
    forbidden: 'credential',
  },
  {
    name: 'list accounts',
    endpoint: 'GET /Users',
    run: ({ scim }) => scim.target.listAccounts(undefined, scim.call),
    forbidden: 'credential',
  },
  {
    name: 'create a user',
    endpoint: 'POST /Users',
    run: async ({ scim }) =>
      (await scim.target.invite([{ email: 'bob@example.com', role: 'user' }], scim.call)).get('bob@example.com')!,
    happened: ({ users }) => users.some(({ email }) => email === 'bob@example.com'),
    forbidden: 'resource',
  },
  {
    name: 'disable',
    endpoint: 'PATCH /Users/{id}',
    run: ({ scim, userId }) => scim.target.setEnabled(userId, false, scim.call),
    happened: (state) => ada(state)?.state === 'disabled',
    forbidden: 'resource',
  },
  {
    name: 'disable by PUT',
    endpoint: 'PUT /Users/{id}',
    run: ({ scim, userId }) => scim.another({ options: { deactivate: 'put' } }).setEnabled(userId, false, scim.call),
    happened: (state) => ada(state)?.state === 'disabled',
    forbidden: 'resource',
  },
  {
    name: 'disable by DELETE',
    endpoint: 'DELETE /Users/{id}',
    run: ({ scim, userId }) => scim.another({ options: { deactivate: 'delete' } }).setEnabled(userId, false, scim.call),
    happened: (state) => ada(state) === undefined,
    forbidden: 'resource',
  },
  {
    name: 'groups of a user',
    endpoint: 'GET /Users/{id}',
    run: ({ scim, userId }) => scim.target.groupsOf(userId, scim.call),
    forbidden: 'resource',
  },
  {
    name: 'add to groups',
    endpoint: 'PATCH /Groups/{id}',
    run: ({ scim, userId, otherGroupId }) => scim.target.addToGroups(userId, [otherGroupId], scim.call),
    happened: (state) => ada(state)?.groups.includes('Analysts') === true,
    forbidden: 'resource',
  },
  {
    name: 'remove from a group',
    endpoint: 'PATCH /Groups/{id}',
    run: ({ scim, userId, groupId }) => scim.target.removeFromGroup(groupId, [userId], scim.call),
    happened: (state) => ada(state)?.groups.includes('Data Eng') === false,
    forbidden: 'resource',
  },
  {
    name: 'list groups',
    endpoint: 'GET /Groups',
    run: ({ scim }) => scim.target.listGroups(scim.call),
    forbidden: 'credential',
  },
  {
    name: 'create a group',
    endpoint: 'POST /Groups',
    run: ({ scim }) => scim.target.createGroup({ alias: 'New Group' }, scim.call),
    happened: ({ groups }) => groups.some(({ name }) => name === 'New Group'),
    forbidden: 'credential',
  },
  {
    name: 'details of a group',
    endpoint: 'GET /Groups/{id}',
    run: ({ scim, groupId }) => scim.target.groupAdministration!.details(groupId, scim.call),
    forbidden: 'resource',
  },
  {
    name: 'members of a group',
    endpoint: 'GET /Groups/{id}',
    run: ({ scim, groupId }) => scim.target.groupAdministration!.members(groupId, scim.call),
    forbidden: 'resource',
  },
  {
    name: 'count groups',
    endpoint: 'GET /Groups',
    run: ({ scim }) => scim.target.groupAdministration!.count!(scim.call),
    forbidden: 'credential',
  },
  {
    name: 'delete a group',
    endpoint: 'DELETE /Groups/{id}',
    run: ({ scim, groupId }) => scim.target.groupAdministration!.remove(groupId, scim.call),
    happened: ({ groups }, { groupId }) => !groups.some(({ id }) => id === groupId),
    forbidden: 'resource',
  },
];

interface Expected {
  readonly outcome: string;
  /** Requests to the endpoint itself; looks afterwards come on top. */
  readonly requests: number;
  readonly committed: boolean;
}

interface FaultCase {
  readonly name: string;
  readonly fault: { readonly kind: string; readonly [field: string]: unknown };
  readonly read: Expected;
  readonly write: Expected;
}

const down = { outcome: 'wait down', requests: 6, committed: false };
const unclear = { outcome: 'wait down', requests: 1, committed: false };
const found = { outcome: 'done', requests: 1, committed: true };
const both = (expected: Expected) => ({ read: expected, write: expected });

const FAULTS: readonly FaultCase[] = [
  { name: 'none', fault: { kind: 'slow', ms: 0 }, ...both({ outcome: 'done', requests: 1, committed: true }) },
  {
    name: '429 with Retry-After, once',
    fault: { kind: 'rate-limited', retryAfterSeconds: 5, times: 1 },
    ...both({ outcome: 'done', requests: 2, committed: true }),
  },
  {
    name: '429 without Retry-After, once',
    fault: { kind: 'rate-limited', times: 1 },
    ...both({ outcome: 'done', requests: 2, committed: true }),
  },
  {
    name: '429 for ever',
    fault: { kind: 'rate-limited' },
    ...both({ outcome: 'wait rate-limited', requests: 6, committed: false }),
  },
  { name: '500', fault: { kind: 'error-500' }, ...both({ outcome: 'retryable', requests: 1, committed: false }) },
  {
    name: '500 after commit',
    fault: { kind: 'error-500-after-commit' },
    read: { outcome: 'retryable', requests: 1, committed: false },
    write: found,
  },
  { name: '502', fault: { kind: 'bad-gateway-502' }, read: down, write: unclear },
  { name: '503', fault: { kind: 'unavailable-503' }, read: down, write: unclear },
  { name: '504', fault: { kind: 'timeout-504' }, read: down, write: unclear },
  { name: '302 to the login page', fault: { kind: 'redirect-to-login' }, read: down, write: unclear },
  { name: 'a page instead of JSON', fault: { kind: 'html' }, read: down, write: unclear },
  { name: 'a page, after commit', fault: { kind: 'html-after-commit' }, read: down, write: found },
  { name: 'broken JSON, after commit', fault: { kind: 'malformed-json' }, read: down, write: found },
  { name: 'connection cut before', fault: { kind: 'dropped' }, read: down, write: unclear },
  { name: 'connection cut after commit', fault: { kind: 'lost-response' }, read: down, write: found },
  {
    name: '401',
    fault: { kind: 'unauthorized' },
    ...both({ outcome: 'wait credentials', requests: 1, committed: false }),
  },
  {
    name: '403 of the gateway',
    fault: { kind: 'forbidden' },
    ...both({ outcome: 'wait forbidden', requests: 1, committed: false }),
  },
  {
    name: '403 of the service',
    fault: { kind: 'forbidden-account' },
    ...both({ outcome: '403', requests: 1, committed: false }),
  },
];

function expectedOf({ happened, forbidden }: Operation, fault: FaultCase): Expected {
  const expected = happened ? fault.write : fault.read;
  if (expected.outcome !== '403') return expected;
  return { ...expected, outcome: forbidden === 'resource' ? 'refused not-allowed' : 'wait forbidden' };
}

const nameOf = (outcome: Outcome<unknown>): string => {
  if (outcome.kind === 'wait') return `wait ${outcome.cause}`;
  return outcome.kind === 'refused' ? `refused ${outcome.reason}` : outcome.kind;
};

describe.each(OPERATIONS)('$name', (operation) => {
  it.each(FAULTS)('under $name: the right outcome, no false success, no request too many', async (fault) => {
    await using scim = await scimOnSimulator();
    const scene = await stage(scim);
    const expected = expectedOf(operation, fault);
    await scim.control('PUT', 'faults', [{ ...fault.fault, endpoint: operation.endpoint }]);
    await scim.control('POST', 'counters/reset');

    const outcome = await operation.run(scene);

    expect(nameOf(outcome)).toBe(expected.outcome);
    const { byEndpoint } = await scim.control<{ byEndpoint: Record<string, number> }>('GET', 'counters');
    expect(byEndpoint[operation.endpoint]).toBe(expected.requests);
    if (operation.happened) {
      expect(operation.happened(await scim.control<State>('GET', 'state'), scene)).toBe(expected.committed);
    }
    if (outcome.kind !== 'done') expect(outcome.because).not.toMatch(/ada|bob|example\.com/i);
  });
});

it('the table of attempts in the documentation is this one', async () => {
  const rows = FAULTS.map(({ name, read, write }) => {
    const cell = ({ outcome, requests }: Expected, isWrite: boolean) => {
      const said = outcome === '403' ? 'refused, or wait forbidden' : outcome;
      const after =
        isWrite && requests === 1 && (outcome === 'wait down' || outcome === 'retryable' || write === found)
          ? ', then a look'
          : '';
      return `${said} | ${requests}${after}`;
    };
    return `| ${name} | ${cell(read, false)} | ${cell(write, true)} |`;
  });
  const table = [
    '| what happens | a read | requests | a write | requests |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  await expect(table).toMatchFileSnapshot('../../../../../docs/generated/scim-attempts.md');
});
