import type { Account } from '../../../../shared/domain/account/account.ts';
import { eventId, sourceKey } from '../../../../shared/domain/event/source-key.ts';
import type { Statement } from '../history.ts';
import type { World } from '../world/world.ts';
import { accessReading, turnsOf } from './early.ts';
import { isLate } from './late.ts';
import type { Reading } from './reading.ts';

/** All that was accepted, by the worker whom this system takes it to be about. */
export interface Heard {
  accept(statement: Statement): void;
  /** What an operator said of a person whom HR does not know. */
  sponsor(statements: readonly Statement[]): void;
  readonly accepted: ReadonlyMap<string, Statement>;
  /** Looks up again which ids of HR's are one worker. */
  sort(): Promise<void>;
  readonly workerKeys: readonly string[];
  of(workerKey: string): readonly Statement[];
  /** Every address that was ever said of a worker. */
  addressesOf(workerKey: string): ReadonlySet<string>;
  /** Several where a person came under another id before anything was known that makes the two one. */
  workersOfAddress(email: string | undefined): readonly string[];
  workerOfPerson(person: number): string | undefined;
  /** By what is heard now. */
  worksHere(person: number): boolean;
  /** What HR's words mean at an instant (epoch ms): with all that was accepted, and with all that is not on the queue any more. */
  readings(workerKey: string, at: number): readonly Reading[];
  /** The same as it was when so much had been told: what was decided later was still on the way then. */
  readingsThen(workerKey: string, at: number, toldBefore: number): readonly Reading[];
  /** The same as if nothing had been said that came too late to give access without an operator. */
  sureReadings(workerKey: string, at: number): readonly Reading[];
  /** What came late and gives a worker nothing now is none any more: what HR says afterwards gives by itself. */
  settleLate(): void;
  accountsOf(workerKey: string, accounts: readonly Account[]): readonly Account[];
}

const eventIds = new WeakMap<Statement, string>();

export function eventIdOf(statement: Statement): string {
  const { connection, id } = statement;
  const known = eventIds.get(statement) ?? eventId(connection, connection === 'hr' ? `hr|${id}` : id, 0);
  eventIds.set(statement, known);
  return known;
}

export function heardIn(world: World): Heard {
  const accepted = new Map<string, Statement>();
  const sponsored: Statement[] = [];
  const late = new Set<Statement>();
  const workers = new Map<string, string>();
  /** A reading holds until the next instant that is stated. */
  const memory = new Map<string, { readonly from: number; readonly until: number; readonly reading: Reading }>();
  let byWorker = new Map<string, readonly Statement[]>();
  const keyOf = ({ connection, sourceWorkerId }: Statement) => sourceKey(connection, sourceWorkerId);
  const of = (workerKey: string) => byWorker.get(workerKey) ?? [];
  let addresses = new Map<string, ReadonlySet<string>>();
  const addressesOf = (workerKey: string) => addresses.get(workerKey) ?? NONE;
  const remembered = (workerKey: string, some: readonly Statement[], at: number): Reading => {
    const name = `${workerKey} ${some.map(({ id }) => id).join()}`;
    const known = memory.get(name);
    if (known && known.from <= at && at < known.until) return known.reading;
    const reading = accessReading(some, at, world.access);
    const turns = some.flatMap((one) => turnsOf(one, world.access)).filter((turn) => turn > at);
    memory.set(name, { from: at, until: Math.min(...turns), reading });
    return reading;
  };
  const onTheWay = () =>
    new Set(world.queue.bodies().flatMap((body) => /"id":"(evt_[0-9a-f]+)"/.exec(body)?.[1] ?? []));
  /** All that was said, and what of it is recorded. */
  const variants = (workerKey: string, toldBefore = Number.POSITIVE_INFINITY): readonly (readonly Statement[])[] => {
    const all = of(workerKey);
    const open = onTheWay();
    const decided = open.size > 0 || toldBefore < world.told.length ? world.told : [];
    for (const [index, { name, ids }] of decided.entries()) {
      if (name !== 'event-decided') continue;
      const id = String(ids['eventId']);
      // a message whose facts were committed may come back
      if (index < toldBefore) open.delete(id);
      else open.add(id);
    }
    const recorded = open.size === 0 ? all : all.filter((one) => !open.has(eventIdOf(one)));
    return recorded.length < all.length ? [all, recorded] : [all];
  };
  const group = () => {
    byWorker = Map.groupBy(
      [...accepted.values(), ...sponsored].filter((one) => workers.has(keyOf(one))),
      (one) => workers.get(keyOf(one)) ?? '',
    );
    addresses = new Map(
      [...byWorker].map(([key, said]) => [key, new Set(said.flatMap(({ attributes }) => attributes.workEmail ?? []))]),
    );
  };
  const sureReadings = (workerKey: string, at: number): readonly Reading[] =>
    variants(workerKey).map((some) =>
      remembered(
        workerKey,
        some.filter((one) => !late.has(one)),
        at,
      ),
    );
  return {
    accepted,
    accept: (statement) => {
      const id = eventIdOf(statement);
      if (!accepted.has(id) && isLate(statement, world.clock.now(), world.access.lateGrantDays)) late.add(statement);
      accepted.set(id, statement);
      group();
    },
    sponsor: (statements) => void sponsored.push(...statements),
    sort: async () => {
      for (const key of new Set([...accepted.values(), ...sponsored].map(keyOf))) {
        const worker = await world.ledger.links.workerOf(key);
        if (worker !== undefined) workers.set(key, worker);
      }
      group();
    },
    get workerKeys() {
      return [...byWorker.keys()];
    },
    of,
    addressesOf,
    workersOfAddress: (email) =>
      email === undefined ? [] : [...byWorker.keys()].filter((key) => addressesOf(key).has(email)),
    workerOfPerson: (person) => {
      const one = [...accepted.values(), ...sponsored].findLast((said) => said.person === person);
      return one && workers.get(keyOf(one));
    },
    worksHere: (person) => {
      const said = [...accepted.values(), ...sponsored].filter((one) => one.person === person);
      return accessReading(said, world.clock.now(), world.access).verdict === 'on';
    },
    readings: (workerKey, at) => variants(workerKey).map((some) => remembered(workerKey, some, at)),
    readingsThen: (workerKey, at, toldBefore) =>
      variants(workerKey, toldBefore).map((some) => remembered(workerKey, some, at)),
    sureReadings,
    settleLate: () => {
      const at = world.clock.now();
      for (const [workerKey, said] of byWorker) {
        const came = said.filter((one) => late.has(one));
        if (came.length === 0) continue;
        const all = variants(workerKey).map((some) => remembered(workerKey, some, at));
        const isWorking = all.every(({ verdict }) => verdict === 'on');
        if (isWorking && JSON.stringify(all) === JSON.stringify(sureReadings(workerKey, at)))
          for (const one of came) late.delete(one);
      }
    },
    accountsOf: (workerKey, accounts) => {
      const own = addressesOf(workerKey);
      return accounts.filter(({ email }) => email !== undefined && own.has(email));
    },
  };
}

const NONE: ReadonlySet<string> = new Set();
