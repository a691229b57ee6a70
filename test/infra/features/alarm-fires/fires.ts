import { eventId } from '../../../../shared/domain/event/source-key.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import { done, type Wait, type WaitCause } from '../../../../shared/domain/outcome.ts';
import { type DueClass, newWorker } from '../../../../shared/domain/worker/worker.ts';
import type { Target } from '../../../../shared/ports/target/target.ts';
import { withMint } from '../../../shared/app/rotate/rotating.ts';
import { canonicalEvent } from '../../../support/canonical.ts';
import { company } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';
import type { Installation } from '../../stacks/synthesise.ts';
import { knockAtEvents } from './api-knocks.ts';
import {
  type Deployed,
  deliveryTo,
  type InMemory,
  type InMemorySettings,
  inMemory,
  rotation,
} from './functions-in-memory.ts';

/** Makes the function, or the HTTP API, count the metric that the alarm watches, often enough that it rings. */
export type Fire = (deployed: Deployed, installation: Installation) => Promise<void>;

const attributes = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes });
const left = lifecycleEvent(3, 'left', { date: '2026-03-01' });
const HOUR_MS = 3_600_000;
const OTHER_KEY = `whsec_${Buffer.from('another key, for another day').toString('base64')}`;

/** Ada has joined and accepted. */
async function employed(deployed: Deployed, settings: InMemorySettings = {}): Promise<InMemory> {
  const there = await inMemory(deployed, settings);
  await there.acme.deliver(joined);
  there.acme.atlan.accept('ada@example.com');
  return there;
}

const onlyAccount = ({ acme }: InMemory) => {
  const [account, ...others] = acme.atlan.accounts();
  if (!account || others.length > 0) throw new Error('there is to be one account');
  return account;
};

/** Ada has left, and somebody enabled her account again. */
async function activeAgain(deployed: Deployed): Promise<InMemory> {
  const there = await employed(deployed);
  await there.acme.deliver(left);
  there.acme.atlan.put({ ...onlyAccount(there), state: 'active', enabled: true });
  return there;
}

const disable = (there: InMemory, more: object = {}) =>
  there.operate('disable', { source: 'hr:1', reason: 'an incident', ...more });

/** An account with Ada's address that is not ours to write. */
async function unmanagedLeaver(deployed: Deployed): Promise<void> {
  const there = await inMemory(deployed, { target: { adopt: 'never' } });
  there.acme.atlan.put({ id: 'u1', email: 'ada@example.com', state: 'active', enabled: true, role: '$member' });
  await there.provision(joined);
  await there.provision(left);
}

/** An operator ends the only administrator there is. */
async function lastAdministrator(deployed: Deployed): Promise<void> {
  const there = await employed(deployed);
  there.acme.atlan.put({ ...onlyAccount(there), role: '$admin' });
  await disable(there);
}

/** A target that answers nobody, for this cause. */
const away = (cause: WaitCause) => (): Partial<Target> => {
  const wait: Wait = { kind: 'wait', cause, because: 'nobody answers' };
  const answer = async () => wait;
  return { findByIds: answer, findByEmails: answer, listAccounts: answer };
};

const closing = (cause: WaitCause): Readonly<Record<string, Fire>> => ({
  provision: async (deployed) => (await inMemory(deployed, { broken: away(cause) })).provision(joined),
  poll: async (deployed) => (await inMemory(deployed, { broken: away(cause) })).poll(),
  operate: async (deployed) => void (await disable(await employed(deployed, { broken: away(cause) }))),
});

/** A worker of one class has been due for a day. */
const waitingFor =
  (of: DueClass): Fire =>
  async (deployed) => {
    const there = await inMemory(deployed);
    const at = there.acme.clock.now() - 24 * HOUR_MS;
    await there.acme.deps.ledger.workers.commit({ ...newWorker('w1', 'salt'), due: { at, class: of } });
    await there.poll();
  };

/** A leaver's invitation is open, and watched. */
async function watching(...settings: Parameters<typeof inMemory>): Promise<InMemory> {
  const there = await inMemory(...settings);
  const { acme } = there;
  const pending = { accountId: 'u1', workerKey: 'w1', since: acme.clock.now() };
  acme.atlan.put({ id: 'u1', state: 'invited', enabled: true });
  await acme.deps.ledger.pendingDisables.watch('atlan-prod', pending);
  return there;
}

const pauseWrites = ({ acme }: InMemory) =>
  acme.deps.ledger.flags.pause({ what: 'writes', actor: 'ops', reason: 'an incident', at: 0 });

/**
 * For every alarm of ours, by its id, and for every function whose count it watches: what makes that function count. Whoever adds an
 * alarm, or lets another function count, adds it here.
 */
export const FIRES: Readonly<Record<string, Readonly<Record<string, Fire>>>> = {
  'leaver-not-ended': {
    provision: unmanagedLeaver,
    poll: async (deployed) => {
      const there = await watching(deployed);
      there.acme.clock.advance(HOUR_MS / 6);
      await there.poll();
    },
  },
  'endings-wait': { poll: waitingFor('ending') },
  'pending-disables-wait': {
    poll: async (deployed) => {
      const there = await watching(deployed, {
        broken: () => ({ findByIds: async () => ({ kind: 'wait', cause: 'down', because: 'away' }) }),
      });
      there.acme.clock.advance(HOUR_MS / 2);
      await there.poll();
    },
  },
  'joiners-wait': { poll: waitingFor('joiner-mover') },
  'looks-wait': { poll: waitingFor('rest') },
  'leaver-active-again': {
    poll: async (deployed) => {
      const there = await activeAgain(deployed);
      await there.poll();
    },
    provision: async (deployed) => {
      const there = await activeAgain(deployed);
      await there.provision(lifecycleEvent(5, 'moved', { date: '2026-02-20', attributes: { department: 'Sales' } }));
    },
    operate: async (deployed) => void (await disable(await activeAgain(deployed))),
  },
  'leaver-holds-tokens': {
    provision: async (deployed) => {
      const there = await employed(deployed);
      there.acme.atlan.putTokens(onlyAccount(there).id, ['t1']);
      await there.provision(left);
    },
    operate: async (deployed) => {
      const there = await employed(deployed);
      there.acme.atlan.putTokens(onlyAccount(there).id, ['t1']);
      await disable(there);
    },
  },
  'sweep-stale': { poll: async (deployed) => (await inMemory(deployed)).poll() },
  'gate-closed': closing('down'),
  'credentials-refused': closing('credentials'),
  'hold-opened': { provision: unmanagedLeaver, operate: lastAdministrator },
  'leaver-held': { provision: unmanagedLeaver, operate: lastAdministrator },
  'oldest-hold': {
    poll: async (deployed) => {
      const there = await inMemory(deployed);
      const since = there.acme.clock.now() - 5 * HOUR_MS;
      const hold = {
        id: 'h',
        workerKey: 'w',
        target: 'atlan-prod',
        kind: 'conflict',
        because: 'b',
        planDigest: 'd',
      } as const;
      await there.acme.deps.ledger.holds.open({ ...hold, since });
      await there.poll();
    },
  },
  'change-paused': {
    provision: async (deployed) => {
      const there = await inMemory(deployed);
      await pauseWrites(there);
      await there.provision(joined);
    },
    operate: async (deployed) => {
      const there = await employed(deployed);
      await pauseWrites(there);
      await disable(there);
    },
  },
  'protected-overruled': {
    operate: async (deployed) => void (await disable(await employed(deployed), { evenProtected: true })),
  },
  'switch-overruled': {
    operate: async (deployed) => void (await disable(await employed(deployed), { despiteSwitch: true })),
  },
  unverified: {
    provision: async (deployed) => {
      const there = await inMemory(deployed, { broken: () => ({ addToGroups: async () => done(undefined) }) });
      await there.provision(joined);
    },
    operate: async (deployed) => {
      await disable(await employed(deployed, { broken: () => ({ setEnabled: async () => done(undefined) }) }));
    },
  },
  'delivery-failed': {
    ingest: async (deployed) => {
      const acme = await company();
      const seen = () => Promise.reject(new RetryableError('the table did not answer'));
      await deliveryTo(deployed, { acme, deps: { deliveries: { ...acme.deps.ledger.deliveries, seen } } })('{}');
    },
  },
  'delivery-unauthentic': {
    ingest: async (deployed) => {
      const deliver = deliveryTo(deployed, { acme: await company() });
      for (let knock = 0; knock < 3; knock++) await deliver('{}', OTHER_KEY);
    },
  },
  'connection-unknown': {
    ingest: async (deployed) => {
      const deliver = deliveryTo(deployed, { acme: await company(), connection: 'another' });
      for (let knock = 0; knock < 3; knock++) await deliver('{}');
    },
  },
  'delivery-too-large': {
    ingest: async (deployed) => deliveryTo(deployed, { acme: await company() })(' '.repeat(256 * 1024 + 1)),
  },
  'api-throttled': { api: (_deployed, installation) => knockAtEvents(2, installation, 'a principal') },
  'events-forbidden': { api: (_deployed, installation) => knockAtEvents(3, installation, 'a stranger') },
  'delivery-quarantined': {
    ingest: async (deployed) => deliveryTo(deployed, { acme: await company() })('not JSON'),
  },
  'delivery-id-reused': {
    ingest: async (deployed) => {
      const deliver = deliveryTo(deployed, { acme: await company() });
      for (const kind of ['joined', 'left']) await deliver(JSON.stringify(canonicalEvent({ data: { kind } })));
    },
    provision: async (deployed) => {
      const there = await employed(deployed);
      await there.provision({ ...left, id: joined.id });
    },
    operate: async (deployed) => {
      const there = await inMemory(deployed);
      const { quarantine, deliveries } = there.acme.deps.ledger;
      const receivedAt = there.acme.clock.now();
      const expiresAt = receivedAt + HOUR_MS;
      await deliveries.firstUnder(eventId('hr', 'msg_1', 0), 'something else', expiresAt);
      const kept = { id: 'd1', connection: 'hr', because: 'data.kind is not known', receivedAt, expiresAt };
      const body = Buffer.from(JSON.stringify(canonicalEvent()));
      await quarantine.put({ ...kept, headers: { 'webhook-id': 'msg_1' }, body });
      await there.operate('quarantine-replay', { id: 'd1' });
    },
  },
  'token-expiring': {
    poll: async (deployed) => {
      let soon = 0;
      const there = await inMemory(deployed, { broken: () => ({ credentialExpiresAt: async () => done(soon) }) });
      soon = there.acme.clock.now() + 3 * 24 * HOUR_MS;
      await there.poll();
    },
  },
  'rotation-failed': {
    rotate: async (deployed) => {
      const silent = { kind: 'retryable', because: 'nobody answers' } as const;
      await rotation(
        deployed,
        withMint(() => ({ survey: async () => silent })),
      );
    },
  },
};
