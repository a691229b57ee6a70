import { hrisConnections } from '../../shared/adapters/hris/registry.ts';
import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { type IngestDeps, ingest } from '../../shared/app/ingest/ingest.ts';
import { receiptsOf } from '../../shared/app/ingest/receipts.ts';
import { operate } from '../../shared/app/operate/operate.ts';
import { decodeMessage } from '../../shared/contracts/messages.ts';
import type { Company } from '../support/company.ts';
import { fixedRandom } from '../support/fixed-random.ts';
import { operateOutside } from '../support/operate-outside.ts';
import { RETENTION } from '../support/retention.ts';
import { eventOf } from './said.ts';

/** Makes what a row says happen, through the doors that HR, an operator and a person have. */
export interface Happenings {
  readonly happen: (what: string) => Promise<void>;
}

export const sourceKeyOf = (id: string) => `hr:${id.toLowerCase()}`;
export const addressOf = (name: string) => (name.includes('@') ? name : `${name.toLowerCase()}@example.com`);

/** The sentences that a row may hold, each with what it does. */
export function happeningsIn(acme: Company): Happenings {
  const { clock, deps, atlan } = acme;
  const random = fixedRandom();
  const { deliveries, quarantine } = deps.ledger;
  const queue = memoryQueue();
  const doors: IngestDeps = {
    connections: hrisConnections({ hr: { kind: 'canonical', defaultTimeZone: 'UTC', sequence: undefined } }),
    secrets: {},
    deliveries,
    quarantine,
    queue,
    noteHeard: async () => undefined,
    receipts: receiptsOf({ clock, random }),
    retention: RETENTION,
    clock,
    observe: memoryObserve(),
  };
  let [sent, taken] = [0, 0];

  async function hrSends(body: object): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(body));
    const answer = await ingest(
      { door: 'events', connection: undefined, headers: {}, body: bytes, isAwsSigned: true },
      doors,
    );
    if (answer.status !== 202 || (await quarantine.list(1)).length > 0)
      throw new Error(`the event was not understood: ${JSON.stringify(body)}`);
    const messages = queue.messages.slice(taken).map(({ body: text }) => decodeMessage(text));
    taken = queue.messages.length;
    const events = messages.flatMap((message) => (message.kind === 'event' ? [message.event] : []));
    if (events.length > 0) await acme.deliver(...events);
    else clock.advance(1_000);
  }

  async function asks(command: string, input: object): Promise<void> {
    const outside = { ...operateOutside(), operators: {}, queue: memoryQueue(), observe: memoryObserve() };
    const call = { deadline: clock.now() + 20_000 };
    const answer = await operate(
      command,
      { reason: 'a history', ...input },
      { deps: { ...deps, ...outside }, actor: 'ops', call },
    );
    if (answer.kind !== 'done') throw new Error(`${command}: ${JSON.stringify(answer)}`);
    clock.advance(60_000);
  }

  const keyOf = async (name: string) => (await deps.ledger.links.workerOf(sourceKeyOf(name))) ?? '';
  async function holdOf(name: string): Promise<string> {
    const key = await keyOf(name);
    const [hold, ...others] = (await deps.ledger.holds.listOpen(100)).filter(({ workerKey }) => workerKey === key);
    if (!hold || others.length > 0) throw new Error(`${name} should have one hold to decide`);
    return hold.id;
  }

  const SENTENCES: readonly (readonly [RegExp, (words: readonly string[]) => Promise<void>])[] = [
    [/^HR: (.+)$/, ([said = '']) => hrSends(eventOf(said, { now: clock.now(), n: ++sent }))],
    [/^(\S+) accepts$/, async ([name = '']) => atlan.accept(addressOf(name))],
    [
      /^a person deletes the account of (\S+)$/,
      async ([name = '']) => {
        const [account] = atlan.accounts().filter(({ email }) => email === addressOf(name));
        if (!account) throw new Error(`${name} should have an account`);
        atlan.remove(account.id);
      },
    ],
    [/^operator: disable (\w+)$/, ([name = '']) => asks('disable', { source: sourceKeyOf(name) })],
    [
      /^operator: lift what keeps (\w+) out$/,
      async ([name = '']) => {
        const worker = await deps.ledger.workers.load(await keyOf(name));
        await asks('override lift', { override: worker?.overrides.at(-1)?.id });
      },
    ],
    [
      /^operator: approve the hold of (\w+)$/,
      async ([name = '']) => asks('hold approve', { hold: await holdOf(name) }),
    ],
    [/^operator: reject the hold of (\w+)$/, async ([name = '']) => asks('hold reject', { hold: await holdOf(name) })],
    [
      /^operator: reject the hold of (\w+), access kept until (\S+)$/,
      async ([name = '', until]) => asks('hold reject', { hold: await holdOf(name), instead: 'access-kept', until }),
    ],
  ];

  return {
    happen: async (what) => {
      for (const [sentence, act] of SENTENCES) {
        const words = sentence.exec(what);
        if (words) return act(words.slice(1));
      }
      throw new Error(`"${what}" is no sentence that a history may hold`);
    },
  };
}
