import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../../shared/domain/outcome.ts';
import { unleashOnSimulator } from '../../../../support/unleash.ts';
import { OPERATIONS, type Operation, stage } from './operations-under-faults.ts';

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
const paced = { outcome: 'wait paced', requests: 1, committed: false };
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
    name: '403 of the credential',
    fault: { kind: 'forbidden' },
    ...both({ outcome: 'wait forbidden', requests: 1, committed: false }),
  },
  {
    name: '403 of an account that SCIM manages',
    fault: { kind: 'forbidden-account' },
    ...both({ outcome: '403', requests: 1, committed: false }),
  },
];

function expectedOf({ happened, forbidden, isPaced }: Operation, fault: FaultCase): Expected {
  const expected = happened ? fault.write : fault.read;
  if (expected.outcome === '403')
    return { ...expected, outcome: forbidden === 'account' ? 'refused not-allowed' : 'wait forbidden' };
  if (isPaced && fault.fault.kind === 'rate-limited') return paced;
  return expected;
}

const nameOf = (outcome: Outcome<unknown>): string => {
  if (outcome.kind === 'wait') return `wait ${outcome.cause}`;
  return outcome.kind === 'refused' ? `refused ${outcome.reason}` : outcome.kind;
};

describe.each(OPERATIONS)('$name', (operation) => {
  it.each(FAULTS)('under $name: the right outcome, no false success, no request too many', async (fault) => {
    await using unleash = await unleashOnSimulator();
    const scene = await stage(unleash);
    const expected = expectedOf(operation, fault);
    await unleash.control('PUT', 'faults', [{ ...fault.fault, endpoint: operation.endpoint }]);
    await unleash.control('POST', 'counters/reset');

    const outcome = await operation.run(scene);

    expect(nameOf(outcome)).toBe(expected.outcome);
    const { byEndpoint } = await unleash.control<{ byEndpoint: Record<string, number> }>('GET', 'counters');
    expect(byEndpoint[operation.endpoint]).toBe(expected.requests);
    if (operation.happened) {
      expect(operation.happened(await unleash.state(), scene)).toBe(expected.committed);
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
    `Creating a user is a write like others but for a 429: ${paced.outcome} after ${paced.requests} request, and all other calls go on.`,
    '',
  ].join('\n');
  await expect(table).toMatchFileSnapshot('../../../../../docs/generated/unleash-attempts.md');
});
