import { isDeepStrictEqual } from 'node:util';
import { keepsAccount } from '../../shared/domain/provider/traits.ts';
import { brokenAt, type ReceiptHeader } from '../../shared/domain/receipt.ts';
import { leftOf } from '../../shared/domain/worker/left-changes.ts';
import type { TargetRecord } from '../../shared/domain/worker/worker.ts';
import type { Company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { byOthers } from './what-happened.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const bob = { workEmail: 'bob@example.com', workerType: 'employee', department: 'Sales' };
const HOUR_MS = 3_600_000;

export const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const bobJoined = lifecycleEvent(2, 'joined', { attributes: bob, sourceKey: 'hr:2' });
const cydJoined = lifecycleEvent(13, 'joined', {
  attributes: { ...bob, workEmail: 'cyd@example.com' },
  sourceKey: 'hr:3',
});
export const moved = lifecycleEvent(3, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } });
export const left = lifecycleEvent(4, 'left', { date: '2026-03-01' });
/** The end of a worker of whom HR never said that they began. */
const leftUnknown = lifecycleEvent(4, 'left', { date: '2026-03-01', attributes: ada });
const leftTakenBack = lifecycleEvent(6, 'left', { date: '2026-03-01', phase: 'cancelled' });
const rehired = lifecycleEvent(5, 'rehired', { date: '2026-03-02' });

export interface Scenario {
  readonly name: string;
  readonly play: (acme: Company) => Promise<void>;
}

/** Lets time pass until what was begun is done, so that nothing which HR says next overtakes it. */
async function until(acme: Company, isDone: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 30 && !(await isDone()); round++) {
    acme.clock.advance(5 * 60_000);
    await acme.tick();
  }
}

/** What is written down of Ada. */
async function record({ deps }: Company): Promise<TargetRecord | undefined> {
  const key = await deps.ledger.links.workerOf('hr:1');
  return key === undefined ? undefined : (await deps.ledger.workers.load(key))?.targets['atlan-prod'];
}

/** Ada is invited and in her groups, or has her account at once, and that is written down. */
async function join(acme: Company): Promise<void> {
  await acme.deliver(joined);
  await until(acme, async () => {
    const { because, state } = (await record(acme)) ?? {};
    return state === 'converged' || because?.includes('has not been accepted') === true;
  });
}

/** Ada leaves, and it is written down that her access is over. */
async function leave(acme: Company): Promise<void> {
  await acme.deliver(left);
  await until(acme, async () => (await record(acme))?.state === 'converged');
}

/** Where accounts end by deletion: others put Ada into a group, which the deletion takes and her return gives again. */
async function giveByHand(acme: Company): Promise<void> {
  const atlan = byOthers(acme);
  const ada = atlan.accounts().find(({ email }) => email === 'ada@example.com');
  if (keepsAccount(atlan.traits) || !ada) return;
  const call = { deadline: Number.MAX_SAFE_INTEGER };
  const made = await atlan.createGroup({ alias: 'By Hand' }, call);
  if (made.kind === 'done') await atlan.addToGroups(ada.id, [made.value.group.id], call);
}

const accept = (acme: Company) => acme.atlan.accept('ada@example.com');

export const SCENARIOS: readonly Scenario[] = [
  { name: 'three join at once', play: (acme) => acme.deliver(joined, bobJoined, cydJoined) },
  {
    name: 'one is taken over',
    play: async (acme) => {
      acme.atlan.put({
        id: 'u1',
        email: 'ada@example.com',
        state: 'active',
        enabled: true,
        role: '$guest',
        emailVerified: true,
        lastLoginAt: 1,
        createdAt: 1,
      });
      await acme.deliver(joined);
    },
  },
  {
    name: 'one moves',
    play: async (acme) => {
      await join(acme);
      accept(acme);
      await acme.deliver(moved);
    },
  },
  {
    name: 'one leaves',
    play: async (acme) => {
      await join(acme);
      accept(acme);
      await acme.deliver(left);
    },
  },
  {
    name: 'one leaves before accepting',
    play: async (acme) => {
      await join(acme);
      await acme.deliver(left);
      acme.clock.advance(10 * 60_000);
      await acme.tick();
      accept(acme);
    },
  },
  {
    name: 'one comes back',
    play: async (acme) => {
      await join(acme);
      accept(acme);
      await giveByHand(acme);
      await leave(acme);
      await acme.deliver(rehired);
    },
  },
  {
    name: 'an end is held, and HR takes it back',
    play: async (acme) => {
      acme.atlan.put({ id: 'u1', email: 'ada@example.com', state: 'active', enabled: true, role: '$member' });
      await acme.deliver(leftUnknown);
      acme.clock.advance(2 * HOUR_MS);
      await acme.tick();
      await acme.deliver(leftTakenBack);
    },
  },
  {
    name: 'an end is held, and stays held',
    play: async (acme) => {
      acme.atlan.put({ id: 'u1', email: 'ada@example.com', state: 'active', enabled: true, role: '$member' });
      await acme.deliver(leftUnknown);
    },
  },
];

/** Lets time pass until whatever was put off has been done. */
export async function settle(acme: Company): Promise<void> {
  for (let round = 0; round < 12; round++) {
    acme.clock.advance(HOUR_MS);
    await acme.tick();
  }
}

/** What must be the same at the end, whatever went wrong on the way. */
export async function finalState(acme: Company) {
  const { atlan, deps } = acme;
  const accounts = await Promise.all(
    atlan
      .accounts()
      .map(async ({ id, email, state, role }) => ({ email, state, role, groups: await acme.groupsOf(id) })),
  );
  const sourceKeys = ['hr:1', 'hr:2', 'hr:3'];
  const workers = [];
  for (const sourceKey of sourceKeys) {
    const key = await deps.ledger.links.workerOf(sourceKey);
    const worker = key === undefined ? undefined : await deps.ledger.workers.load(key);
    if (key === undefined || !worker) continue;
    const record = worker.targets['atlan-prod'];
    const chain = await deps.ledger.receipts.chain(key);
    const history = await deps.ledger.history.list(key);
    const named = record?.holdId ?? record?.lastHoldId;
    const hold = named === undefined ? undefined : await deps.ledger.holds.get(named);
    workers.push({
      sourceKey,
      state: record?.state,
      because: record?.because,
      hold: hold && { kind: hold.kind, isWaitedFor: record?.holdId !== undefined, closed: hold.closed?.because },
      owned: record?.accounts.map(({ how, ownedGroups, endedAt }) => ({
        how,
        groups: ownedGroups.length,
        isOver: endedAt !== undefined,
      })),
      fates: history.map(({ event, fate }) => `${event.id} ${fate}`).sort(),
      outbox: worker.outbox.length,
      isLeftKnown: isDeepStrictEqual(await leftAsPacked(acme, key), leftAsCommitted(record)),
      isChainWhole: brokenAt(chain, worker.salt) === undefined,
      openIntents: openIntents(chain.map(({ header }) => header)),
    });
  }
  const holds = (await deps.ledger.holds.listOpen(100)).map(({ kind }) => kind);
  return { accounts: accounts.sort((a, b) => ((a.email ?? '') < (b.email ?? '') ? -1 : 1)), workers, holds };
}

/** What sweeps compare the worker's own accounts with, as provision told them. */
async function leftAsPacked({ deps }: Company, key: string) {
  const { accounts } = await deps.ledger.left.list('atlan-prod');
  const own = accounts.filter(({ workerKey, isForeign }) => workerKey === key && !isForeign);
  return new Map(own.map(({ accountId, left }) => [accountId, left]));
}

/** The same by the worker's own item, which decides. */
const leftAsCommitted = (record: TargetRecord | undefined) =>
  new Map(record?.accounts.filter(({ left }) => left).map((account) => [account.id, leftOf(account)]));

/** Intents that no outcome closes. */
function openIntents(headers: readonly ReceiptHeader[]): number {
  const closed = new Set(headers.map(({ closes }) => closes));
  return headers.filter(({ entry, position }) => entry === 'intent' && !closed.has(position)).length;
}

/** Everything that leaves the ledger or stands in it for ever: notices, bus events, states, holds and the headers of receipts. */
export async function publicText(acme: Company): Promise<string> {
  const { ledger } = acme.deps;
  const said: unknown[] = [acme.notices, acme.published, acme.deadLetters, await ledger.holds.listOpen(100)];
  for (const sourceKey of ['hr:1', 'hr:2', 'hr:3']) {
    const key = await ledger.links.workerOf(sourceKey);
    if (key === undefined) continue;
    const worker = await ledger.workers.load(key);
    said.push(Object.values(worker?.targets ?? {}).map(({ because, refusals }) => [because, refusals]));
    said.push((await ledger.receipts.chain(key)).map(({ header }) => header));
  }
  return JSON.stringify(said);
}

/** What was planted about the people of the scenarios. */
export const PERSONAL = /ada@|bob@|cyd@|example\.com|"Data"|"Sales"/i;
