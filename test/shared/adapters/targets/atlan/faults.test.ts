import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../../shared/domain/outcome.ts';
import type { AtlanUnderTest } from '../../../../support/atlan.ts';
import { atlanOnSimulator } from '../../../../support/atlan.ts';

const DAY = 86_400;

/** A tenant with somebody, a group and a token to work on. */
async function stage(atlan: AtlanUnderTest) {
  const person = await atlan.control<{ id: string }>('POST', 'users', {
    email: 'ada@example.com',
    state: 'active',
    firstName: 'Ada',
  });
  const group = await atlan.control<{ id: string }>('POST', 'groups', { alias: 'Data Eng' });
  const other = await atlan.control<{ id: string }>('POST', 'groups', { alias: 'Analysts' });
  await atlan.control('POST', `users/${person.id}`, { groups: ['data_eng'] });
  const token = await atlan
    .mint()
    .mint(
      { displayName: 'spare', description: '', validitySeconds: DAY, personaQualifiedNames: [] },
      { deadline: Number.MAX_SAFE_INTEGER },
    );
  if (token.kind !== 'done') throw new Error(token.because);
  return { atlan, userId: person.id, groupId: group.id, otherGroupId: other.id, tokenId: token.value.id };
}
type Stage = Awaited<ReturnType<typeof stage>>;

interface State {
  readonly users: readonly {
    email: string;
    enabled: boolean;
    firstName?: string;
    workspaceRole: string;
    groups: readonly string[];
  }[];
  readonly groups: readonly { id: string; alias: string }[];
  readonly tokens: readonly { id: string; displayName: string }[];
}

interface Operation {
  readonly name: string;
  readonly endpoint: string;
  readonly run: (stage: Stage) => Promise<Outcome<unknown>>;
  /** For a write: whether the far side shows it. */
  readonly happened?: (state: State, stage: Stage) => boolean;
  /** What a 403 of Atlan's own service is about. */
  readonly forbidden: 'account' | 'credential';
}

const ada = (state: State) => state.users.find(({ email }) => email === 'ada@example.com');

const OPERATIONS: readonly Operation[] = [
  {
    name: 'identity',
    endpoint: 'GET /api/service/users/current',
    run: ({ atlan }) => atlan.target.identity(atlan.call),
    forbidden: 'credential',
  },
  {
    name: 'find by id',
    endpoint: 'GET /api/service/users',
    run: ({ atlan, userId }) => atlan.target.findByIds([userId], atlan.call),
    forbidden: 'credential',
  },
  {
    name: 'find by e-mail',
    endpoint: 'GET /api/service/users',
    run: ({ atlan }) => atlan.target.findByEmails(['ada@example.com'], atlan.call),
    forbidden: 'credential',
  },
  {
    name: 'list accounts',
    endpoint: 'GET /api/service/users',
    run: ({ atlan }) => atlan.target.listAccounts(undefined, atlan.call),
    forbidden: 'credential',
  },
  {
    name: 'invite',
    endpoint: 'POST /api/service/users',
    run: async ({ atlan }) =>
      (await atlan.target.invite([{ email: 'bob@example.com', role: '$member' }], atlan.call)).get('bob@example.com')!,
    happened: ({ users }) => users.some(({ email }) => email === 'bob@example.com'),
    forbidden: 'credential',
  },
  {
    name: 'disable',
    endpoint: 'POST /api/service/users/{id}',
    run: ({ atlan, userId }) => atlan.target.setEnabled(userId, false, atlan.call),
    happened: (state) => ada(state)?.enabled === false,
    forbidden: 'account',
  },
  {
    name: 'change role',
    endpoint: 'POST /api/service/users/{id}/roles/update',
    run: ({ atlan, userId }) => atlan.target.setRole(userId, '$guest', atlan.call),
    happened: (state) => ada(state)?.workspaceRole === '$guest',
    forbidden: 'account',
  },
  {
    name: 'look a role up',
    endpoint: 'GET /api/service/roles',
    run: ({ atlan, userId }) => atlan.target.setRole(userId, '$member', atlan.call),
    forbidden: 'credential',
  },
  {
    name: 'groups of a user',
    endpoint: 'GET /api/service/users/{id}/groups',
    run: ({ atlan, userId }) => atlan.target.groupsOf(userId, atlan.call),
    forbidden: 'account',
  },
  {
    name: 'add to groups',
    endpoint: 'POST /api/service/users/{id}/groups',
    run: ({ atlan, userId, otherGroupId }) => atlan.target.addToGroups(userId, [otherGroupId], atlan.call),
    happened: (state) => ada(state)?.groups.includes('analysts') === true,
    forbidden: 'account',
  },
  {
    name: 'remove from a group',
    endpoint: 'POST /api/service/groups/{id}/members/remove',
    run: ({ atlan, userId, groupId }) => atlan.target.removeFromGroup(groupId, [userId], atlan.call),
    happened: (state) => ada(state)?.groups.includes('data_eng') === false,
    forbidden: 'account',
  },
  {
    name: 'list groups',
    endpoint: 'GET /api/service/v2/groups',
    run: ({ atlan }) => atlan.target.listGroups(atlan.call),
    forbidden: 'credential',
  },
  {
    name: 'members of a group',
    endpoint: 'GET /api/service/groups/{id}/members',
    run: ({ atlan, groupId }) => atlan.target.groupAdministration!.members(groupId, atlan.call),
    forbidden: 'account',
  },
  {
    name: 'create a group',
    endpoint: 'POST /api/service/groups',
    run: ({ atlan }) => atlan.target.createGroup({ alias: 'New Group' }, atlan.call),
    happened: ({ groups }) => groups.some(({ alias }) => alias === 'New Group'),
    forbidden: 'credential',
  },
  {
    name: 'delete a group',
    endpoint: 'POST /api/service/groups/{id}/delete',
    run: ({ atlan, groupId }) => atlan.target.groupAdministration!.remove(groupId, atlan.call),
    happened: ({ groups }, { groupId }) => !groups.some(({ id }) => id === groupId),
    forbidden: 'account',
  },
  {
    name: 'list tokens',
    endpoint: 'GET /api/service/apikeys',
    run: ({ atlan, userId }) => atlan.target.tokensOf({ id: userId, username: 'ada' }, atlan.call),
    forbidden: 'credential',
  },
  {
    name: 'create a token',
    endpoint: 'POST /api/service/apikeys',
    run: ({ atlan }) =>
      atlan
        .mint()
        .mint({ displayName: 'new', description: '', validitySeconds: DAY, personaQualifiedNames: [] }, atlan.call),
    happened: ({ tokens }) => tokens.some(({ displayName }) => displayName === 'new'),
    forbidden: 'credential',
  },
  {
    name: 'delete a token',
    endpoint: 'DELETE /api/service/apikeys/{id}',
    run: ({ atlan, tokenId }) => atlan.mint().remove(tokenId, atlan.call),
    happened: ({ tokens }, { tokenId }) => !tokens.some(({ id }) => id === tokenId),
    forbidden: 'account',
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

function expectedOf({ name, happened, forbidden }: Operation, fault: FaultCase): Expected {
  const expected = happened ? fault.write : fault.read;
  if (expected.outcome === '403')
    return { ...expected, outcome: forbidden === 'account' ? 'refused not-allowed' : 'wait forbidden' };
  // the secret was in the answer, and no look brings it back
  if (name === 'create a token' && expected === found) return { ...expected, outcome: 'retryable' };
  return expected;
}

const nameOf = (outcome: Outcome<unknown>): string => {
  if (outcome.kind === 'wait') return `wait ${outcome.cause}`;
  return outcome.kind === 'refused' ? `refused ${outcome.reason}` : outcome.kind;
};

describe.each(OPERATIONS)('$name', (operation) => {
  it.each(FAULTS)('under $name: the right outcome, no false success, no request too many', async (fault) => {
    await using atlan = await atlanOnSimulator();
    const scene = await stage(atlan);
    const expected = expectedOf(operation, fault);
    await atlan.control('PUT', 'faults', [{ ...fault.fault, endpoint: operation.endpoint }]);
    await atlan.control('POST', 'counters/reset');

    const outcome = await operation.run(scene);

    expect(nameOf(outcome)).toBe(expected.outcome);
    const { byEndpoint } = await atlan.control<{ byEndpoint: Record<string, number> }>('GET', 'counters');
    expect(byEndpoint[operation.endpoint]).toBe(expected.requests);
    if (operation.happened) {
      expect(operation.happened(await atlan.control<State>('GET', 'state'), scene)).toBe(expected.committed);
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
  await expect(table).toMatchFileSnapshot('../../../../../docs/generated/atlan-attempts.md');
});
