import { done, type Retryable, type Wait, type WaitCause } from '../../../../../shared/domain/outcome.ts';
import type { AccountRemoval } from '../../../../../shared/ports/target/account-removal.ts';
import type { Target } from '../../../../../shared/ports/target/target.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type Deployed, type InMemory, inMemory } from '../functions-in-memory.ts';
import {
  activeAgain,
  disable,
  employed,
  type Fire,
  type Fires,
  HOUR_MS,
  joined,
  left,
  onlyAccount,
  watching,
} from '../situations.ts';

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

/** A leaver whose account the target was told to remove, and says that it failed. */
async function removing(deployed: Deployed): Promise<InMemory> {
  const removal: AccountRemoval = {
    nameOf: (id) => id,
    ready: async () => done(undefined),
    begin: async () => done(undefined),
    look: async () => done('failed'),
    ownedOf: async () => done(0),
  };
  const there = await employed(deployed, { broken: () => ({ removal }) });
  await there.provision(left);
  const { workers, links } = there.acme.deps.ledger;
  const worker = await workers.load((await links.workerOf('hr:1')) ?? '');
  const record = worker?.targets['atlan-prod'];
  const [account] = record?.accounts ?? [];
  if (!worker || !record || !account) throw new Error('there is no leaver');
  const asked = { toAccountId: 'u9', run: 'r', actor: 'ops', reason: 'r', at: 0, since: 0 };
  const accounts = [{ ...account, removal: asked }];
  await workers.commit({ ...worker, targets: { 'atlan-prod': { ...record, accounts } } });
  return there;
}

/** Ada has an account on a target that was taken out of the configuration. */
async function onTargetTakenOut(deployed: Deployed): Promise<InMemory> {
  const there = await employed(deployed);
  const { workers, links } = there.acme.deps.ledger;
  const worker = await workers.load((await links.workerOf('hr:1')) ?? '');
  const record = worker?.targets['atlan-prod'];
  if (!worker || !record) throw new Error('there is no worker');
  await workers.commit({ ...worker, targets: { ...worker.targets, 'atlan-old': record } });
  return there;
}

/** A target that gives no answer, for this cause. */
const away = (cause: WaitCause) => (): Partial<Target> => {
  const wait: Wait = { kind: 'wait', cause, because: 'no answer came' };
  const answer = async () => wait;
  return { findByIds: answer, findByEmails: answer, listAccounts: answer };
};

const closing = (cause: WaitCause): Readonly<Record<string, Fire>> => ({
  provision: async (deployed) => (await inMemory(deployed, { broken: away(cause) })).provision(joined),
  poll: async (deployed) => (await inMemory(deployed, { broken: away(cause) })).poll(),
  operate: async (deployed) => void (await disable(await employed(deployed, { broken: away(cause) }))),
});

/** A target that answers every write so: to a joiner who gets groups, and to an operator who disables. */
const answering = (outcome: Wait | Retryable): Readonly<Record<string, Fire>> => {
  const answer = async () => outcome;
  return {
    provision: async (deployed) =>
      (await inMemory(deployed, { broken: () => ({ addToGroups: answer }) })).provision(joined),
    operate: async (deployed) =>
      void (await disable(await employed(deployed, { broken: () => ({ setEnabled: answer }) }))),
  };
};

const pauseWrites = ({ acme }: InMemory) =>
  acme.deps.ledger.flags.pause({ what: 'writes', actor: 'ops', reason: 'an incident', at: 0 });

export const FIRES: Fires = {
  'leaver-not-ended': {
    provision: unmanagedLeaver,
    poll: async (deployed) => {
      const there = await watching(deployed);
      there.acme.clock.advance(HOUR_MS / 6);
      await there.poll();
    },
  },
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
  'leaver-held': { provision: unmanagedLeaver, operate: lastAdministrator },
  'gate-closed': closing('down'),
  'credentials-refused': closing('credentials'),
  'hold-opened': { provision: unmanagedLeaver, operate: lastAdministrator },
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
  'rollout-stopped': {
    provision: async (deployed) => {
      const refused = { kind: 'refused', reason: 'not-allowed', because: 'this group takes no members' } as const;
      const there = await inMemory(deployed, { mode: 'observe', broken: () => ({ addToGroups: async () => refused }) });
      const five = [1, 2, 3, 4, 5].map((n) =>
        lifecycleEvent(n, 'joined', {
          sourceKey: `hr:${n}`,
          attributes: { workEmail: `p${n}@example.com`, workerType: 'employee' },
        }),
      );
      await there.acme.deliver(...five);
      await there.operate('rollout-start', { target: 'atlan-prod', perDay: '5', reason: 'agreed' });
      const said = { attributes: { department: 'Sales' } };
      await there.provision(
        ...five.map(({ sourceKey }, n) => lifecycleEvent(10 + n, 'moved', { sourceKey, date: '2026-02-20', ...said })),
      );
    },
  },
  'no-seat': answering({ kind: 'wait', cause: 'seat', because: 'no seat is left' }),
  'other-writer': answering({ kind: 'retryable', because: 'another writer was there', sign: 'other-writer' }),
  'leaver-left-behind': {
    provision: async (deployed) => (await onTargetTakenOut(deployed)).provision(left),
    operate: async (deployed) => void (await disable(await onTargetTakenOut(deployed))),
  },
  'worker-without-connection': {
    provision: async (deployed) => {
      const there = await inMemory(deployed);
      await there.provision({ ...joined, connection: 'bamboo', sourceKey: 'bamboo:1' });
      there.acme.atlan.accept('ada@example.com');
      await there.provision(
        lifecycleEvent(3, 'moved', { connection: 'bamboo', sourceKey: 'bamboo:1', attributes: { department: 'Data' } }),
      );
    },
  },
  'removal-failed': {
    provision: async (deployed) =>
      (await removing(deployed)).provision(lifecycleEvent(7, 'left', { date: '2026-03-01' })),
    operate: async (deployed) => void (await disable(await removing(deployed))),
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
};
