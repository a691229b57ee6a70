import { deliveryKeptDays } from '../../contracts/kept-until.ts';
import type { Named } from '../../contracts/operate/command.ts';
import { sourceKey } from '../../domain/event/source-key.ts';
import { failureClass } from '../../domain/failure-class.ts';
import { readReceiptName } from '../../domain/receipt.ts';
import type { OperateDeps } from './deps.ts';
import { inDays } from './in-days.ts';
import { workerOfOverride } from './override/override-id.ts';
import { selectWorker } from './select-worker.ts';

/** The fields of an input that hold text. */
export type Given = Readonly<Record<string, string>>;

interface Name {
  /** Absent where only the use case can tell, by asking a target or a queue. */
  readonly isKnown?: (value: string, given: Given, deps: OperateDeps) => Promise<boolean>;
  /** A sentence that says so, and what there is instead. It quotes nothing of the input. */
  readonly unknown: (deps: OperateDeps, given: Given) => Promise<string>;
}

const LISTED = 10;
const COUNTED = 1_000;

/** Everything that an input can name: how to tell whether it is there, and what to say where it is not. */
export const NAMES: Readonly<Record<Named, Name>> = {
  target: {
    isKnown: async (value, _given, { targets }) => targets.some(({ target }) => target.name === value),
    unknown: async ({ targets }) =>
      `The configuration has no such target; it has ${listed(targets.map(({ target }) => target.name))}`,
  },
  connection: {
    isKnown: async (value, given, deps) => isConfigured(value, deps) || isLinked(given, deps),
    unknown: async (deps) => `The configuration has no such connection; it has ${connectionsOf(deps)}`,
  },
  worker: {
    isKnown: async (worker, _given, { ledger }) => (await selectWorker({ worker }, ledger)) !== undefined,
    unknown: async () => 'No worker has this key; use find to get a worker key from an e-mail or from HR’s own id',
  },
  'source-key': {
    isKnown: async (source, _given, { ledger }) => (await ledger.links.workerOf(source)) !== undefined,
    unknown: async (deps) =>
      `HR has sent no event for this source key; a source key begins with a connection and a colon, and the connections are ${connectionsOf(deps)}`,
  },
  'source-worker-id': {
    // with an unknown connection, the connection is reported instead
    isKnown: async (_value, given, deps) => !isConfigured(given['connection'] ?? '', deps) || isLinked(given, deps),
    unknown: async (deps) =>
      `HR has sent no event for this id over this connection; the connections are ${connectionsOf(deps)}`,
  },
  'work-email': {
    isKnown: async (email, _given, { ledger }) => (await selectWorker({ email }, ledger)) !== undefined,
    unknown: async () => 'No worker has had this work e-mail; it must be the whole address, as HR states it',
  },
  account: {
    unknown: async (_deps, { target = 'The target' }) => `There is no such account on ${target}; nothing was changed`,
  },
  group: {
    unknown: async (_deps, { target = 'The target' }) =>
      `There is no such group on ${target}; target groups list shows those there are`,
  },
  hold: {
    isKnown: async (value, _given, { ledger }) => (await ledger.holds.get(value)) !== undefined,
    unknown: async ({ ledger: { holds } }) => {
      const open = await holds.listOpen(LISTED + 1);
      return `There is no such hold; ${thereAre('open', open)}`;
    },
  },
  override: {
    isKnown: async (value, _given, deps) => (await overridesBeside(value, deps)).some(({ id }) => id === value),
    unknown: async (deps, { override = '' }) => {
      const others = await overridesBeside(override, deps);
      return others.length > 0
        ? `There is no such override; ${thereAre('of this worker', others)}`
        : 'There is no such override; override list shows those there are';
    },
  },
  expectation: {
    isKnown: async (value, _given, deps) => (await expectationsOf(deps)).some(({ id }) => id === value),
    unknown: async (deps) => `There is no such announced change; ${thereAre('there', await expectationsOf(deps))}`,
  },
  receipt: {
    isKnown: async (value, _given, { ledger }) => {
      const name = readReceiptName(value);
      return name !== undefined && (await ledger.receipts.chain(name.workerKey, name.position)).length > 0;
    },
    unknown: async () => 'There is no such receipt; explain of a worker names the receipts there are',
  },
  delivery: {
    isKnown: async (value, _given, { ledger: { quarantine, deliveries } }) =>
      (await deliveries.eventsOf(value)) !== undefined || (await quarantine.get(value)) !== undefined,
    unknown: async ({ retention }) =>
      `No delivery with this digest is known; it is kept for ${inDays(deliveryKeptDays(retention))}, and explain of a worker lists the deliveries of its events`,
  },
  'quarantined-delivery': {
    isKnown: async (value, _given, { ledger }) => (await ledger.quarantine.get(value)) !== undefined,
    unknown: async ({ ledger: { quarantine }, retention: { quarantineDays } }) =>
      `No delivery with this id is in quarantine, which it leaves after ${inDays(quarantineDays)}, or once understood; ${thereAre('there', await quarantine.list(LISTED + 1))}`,
  },
  'parked-message': {
    isKnown: async (value, _given, { ledger }) => (await ledger.deadLetters.get(value)) !== undefined,
    unknown: async ({ ledger: { deadLetters }, retention: { deadLetterDays } }) =>
      `No message with this id was parked in the last ${inDays(deadLetterDays)}; ${thereAre('parked now', await deadLetters.list(LISTED + 1))}`,
  },
  'lying-message': {
    unknown: async ({ ledger: { deadLetters } }) =>
      `No message with this id is in the dead-letter queue; ${thereAre('there', await deadLetters.list(LISTED + 1))}`,
  },
  'error-class': {
    unknown: async ({ ledger: { deadLetters } }) => {
      const classes = (await deadLetters.list(COUNTED)).map(({ because }) => ({ id: failureClass(because) }));
      const each = [...new Map(classes.map((one) => [one.id, one])).values()];
      return `No message of this class is in the dead-letter queue; ${thereAre('classes', each)}`;
    },
  },
};

const isConfigured = (name: string, { connections }: OperateDeps): boolean =>
  connections.some((connection) => connection.name === name);

/** Whether HR has spoken of a worker by the connection, which may have left the configuration since. */
const isLinked = async ({ connection, sourceWorkerId }: Given, { ledger }: OperateDeps): Promise<boolean> =>
  connection !== undefined &&
  sourceWorkerId !== undefined &&
  (await ledger.links.workerOf(sourceKey(connection, sourceWorkerId))) !== undefined;

/** Announced changes, each once, the newest first. */
async function expectationsOf({ targets, ledger }: OperateDeps): Promise<readonly { readonly id: string }[]> {
  const all = await Promise.all(targets.map(({ target }) => ledger.expectations.list(target.name)));
  const newest = all.flat().toSorted((a, b) => b.since - a.since);
  return [...new Map(newest.map((one) => [one.id, one])).values()];
}

async function overridesBeside(id: string, { ledger }: OperateDeps): Promise<readonly { readonly id: string }[]> {
  const key = workerOfOverride(id);
  const worker = key === undefined ? undefined : await ledger.workers.load(key);
  return worker?.overrides ?? [];
}

const connectionsOf = ({ connections }: OperateDeps): string => listed(connections.map(({ name }) => name));

/** Of many the first ones, and that there are more. */
function listed(names: readonly string[]): string {
  const first = names.slice(0, LISTED);
  return names.length > first.length ? `${first.join(', ')} and more` : first.join(', ') || 'none';
}

const thereAre = (what: string, items: readonly { readonly id: string }[]): string =>
  `${what}: ${listed(items.map(({ id }) => id))}`;
