import { beforeAll, describe, expect, it } from 'vitest';

import type { Fault } from '../../local/gateway/fault-desk.ts';
import type { Assembly } from '../../local/template/assembly.ts';
import { assemblyOf } from './support/assembly.ts';
import { edited, eventually, runningCloud, TEST_CONFIG } from './support/running-cloud.ts';

let asDeployed: Assembly;
let impatient: Assembly;
beforeAll(async () => {
  asDeployed = await assemblyOf(TEST_CONFIG);
  // a function that hangs is ended after its timeout, which runs in real time: short here, and with the visibility that goes with it
  impatient = edited(asDeployed, 'service', (resources) => {
    for (const { Type, Properties } of Object.values(resources))
      if (Type === 'AWS::Lambda::Function' && Properties['Timeout'] === 60) Properties['Timeout'] = 10;
  });
});

const WRITE = { service: 'dynamodb', operation: 'PutItem', function: 'provision', times: 1 } as const;

/** The writes around an invitation, by what stands in them. */
const INTENT = { holds: '"S":"receipt#' };
const OUTCOME = { holds: '"S":"receipt#', skip: 1 };
const COMMIT = { holds: '"S":"worker"', skip: 1 };

/** Each mishap once, with real processes; the crash matrix in memory plays each of them at each request. */
const SAMPLES: readonly (readonly [mishap: string, moment: string, fault: Fault])[] = [
  [
    'hangs until its timeout',
    'before the invitation, at its intent',
    { ...WRITE, ...INTENT, when: 'before', effect: 'hang' },
  ],
  [
    'is killed before the write',
    'after the invitation, at its outcome',
    { ...WRITE, ...OUTCOME, when: 'before', effect: 'kill' },
  ],
  [
    'is killed after the write',
    'before the last commit of the worker',
    { ...WRITE, ...COMMIT, when: 'after', effect: 'kill' },
  ],
  [
    'never hears the answer',
    'after the invitation, at its outcome',
    { ...WRITE, ...OUTCOME, when: 'after', effect: 'lost-response' },
  ],
];

interface Explained {
  readonly workers: readonly {
    readonly targets: readonly { readonly state: string; readonly because: string }[];
    readonly receipts: readonly { readonly action: string; readonly verdict: string }[];
    readonly chain: { readonly verified: boolean };
  }[];
}

describe('a function that', () => {
  it.each(SAMPLES)(
    '%s, %s, comes to the same end: one invitation, verified',
    async (_mishap, _moment, fault) => {
      const hangs = fault.effect === 'hang';
      // by a clock that does not wait for work, ten seconds are ten minutes
      await using running = await runningCloud({ assembly: hangs ? impatient : asDeployed, waitsForWork: !hangs });
      const { cloud, hr, operate, person, tenant } = running;
      await operate('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'a crash sample' });
      cloud.faults.set([fault]);
      expect(await hr('joined', 'crash')).toBe(200);
      const worker = await eventually(
        'the invitation is verified and the worker waits for the acceptance alone',
        async () => {
          const found = await operate<Explained>('explain', { source: 'hr:crash' }).catch(() => undefined);
          const [one] = found?.workers ?? [];
          const invited = one?.receipts.filter(({ action }) => action === 'invite');
          return (
            invited?.some(({ verdict }) => verdict === 'verified') &&
            /accepted/.test(one?.targets[0]?.because ?? '') &&
            one
          );
        },
      );
      expect(cloud.calls().filter(({ status }) => status === 0).length).toBeGreaterThanOrEqual(1);
      expect(worker.chain.verified).toBe(true);
      expect(
        worker.receipts.filter(({ action, verdict }) => action === 'invite' && verdict === 'verified'),
      ).toHaveLength(1);
      expect(await person('crash@example.com')).toMatchObject({ state: 'invited', workspaceRole: '$member' });
      const { byEndpoint } = await tenant<{ byEndpoint: Record<string, number> }>('GET', 'counters');
      expect(byEndpoint['POST /api/service/users']).toBe(1);
      expect(cloud.queues.stateOf('atlan-lifecycle-main-dead-letters.fifo')).toEqual({ visible: 0, inFlight: 0 });
    },
    900_000,
  );
});
