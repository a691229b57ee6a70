import { condense } from '../../domain/condense/condense.ts';
import type { RecordedEvent } from '../../domain/event/recorded-event.ts';
import { RetryableError } from '../../domain/failure.ts';
import { goneTo, type LinkFact, withLink } from '../../domain/identity/link-fact.ts';
import { withLate } from '../../domain/lateness/late-news.ts';
import { withoutSponsorship, withSponsorship } from '../../domain/sponsorship/sponsorship.ts';
import { normaliseEmail } from '../../domain/text/email.ts';
import { recordAll } from '../../domain/timeline/engagement.ts';
import { FORESTALLED, untilWritten } from '../../domain/until-written.ts';
import { classNow } from '../../domain/worker/next-due.ts';
import { standingAt } from '../../domain/worker/standing.ts';
import { newWorker, type Worker, withAddress, withRecentEvent } from '../../domain/worker/worker.ts';
import type { Ledger } from '../../ports/ledger/ledger.ts';
import type { ProvisionDeps } from '../converge/deps.ts';

export interface Move extends Pick<LinkFact, 'actor' | 'reason'> {
  readonly sourceKey: string;
  /** Keys of the worker who has it, and of the one who is to have it; the latter need not exist yet. */
  readonly from: string;
  readonly to: string;
  /** `one`: both are one person. `apart`: they are two, and stay so. */
  readonly because: 'one' | 'apart';
}

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'random'>;

const ATTEMPTS = 10;

/**
 * Moves what HR says under a source key from one worker to another, as a fact of both. Accounts stay where they are. Safe to repeat,
 * wherever it was cut off: the new worker has everything before it is removed from the old one, and from then on the old one names the new one.
 */
export async function moveSourceKey(move: Move, deps: Deps): Promise<void> {
  const { sourceKey, from, to } = move;
  const { links, workers } = deps.ledger;
  await untilWritten(`Worker ${from} or ${to}`, ATTEMPTS, async () => {
    const giver = await workers.load(from);
    const receiver = (await workers.load(to)) ?? newWorker(to, deps.random.uuid());
    if (!giver) throw new RetryableError(`Worker ${from} does not exist yet; try again`);
    if (goneTo(giver, sourceKey) !== to) {
      const said = await saidUnder(sourceKey, giver, deps.ledger);
      const own = await saidUnder(sourceKey, receiver, deps.ledger);
      for (const recorded of said) await deps.ledger.history.append(to, recorded);
      if ((await workers.commit(received(move, { giver, receiver, said: [...own, ...said] }, deps))) === 'stale')
        return FORESTALLED;
      const left = await saidOf(giver, deps.ledger);
      const others = left.filter(({ event }) => event.sourceKey !== sourceKey);
      if ((await workers.commit(given(move, { giver, said, others }, deps))) === 'stale') return FORESTALLED;
    }
    await links.relink(sourceKey, to);
    const { addresses = [] } = (await workers.load(to)) ?? {};
    for (const address of addresses) await links.stateEmail(address, to);
    return undefined;
  });
}

interface Sides {
  readonly giver: Worker;
  readonly receiver: Worker;
  /** Everything that was ever said under the source key. */
  readonly said: readonly RecordedEvent[];
}

function received(move: Move, { giver, receiver, said }: Sides, { clock }: Deps): Worker {
  const { sourceKey, from, because } = move;
  const now = clock.now();
  const events = [...new Map(said.map(({ event }) => [event.id, event])).values()];
  const engagement = events.length > 0 ? recordAll(events).engagement : giver.engagements[sourceKey];
  const known = events.reduce((worker, event) => withRecentEvent(withSponsorship(worker, event), event.id), receiver);
  const moved: Worker = {
    ...addressesIn(said).reduce(withAddress, known),
    engagements: { ...receiver.engagements, ...(engagement && { [sourceKey]: condense(engagement, now) }) },
    overrides: because === 'one' ? union(receiver.overrides, giver.overrides) : receiver.overrides,
    links: factsOf(receiver, move, { kind: 'joined', other: from, at: now }),
  };
  return dueNow(withLate(moved, [...(receiver.late ?? []), ...(giver.late ?? [])]), now);
}

/** The giver without the source key, and, where it is another person's, without the addresses that were said of that one only. */
function given(
  move: Move,
  { giver, said, others }: Omit<Sides, 'receiver'> & { readonly others: readonly RecordedEvent[] },
  { clock }: Deps,
): Worker {
  const { sourceKey, to } = move;
  const now = clock.now();
  const { [sourceKey]: _, ...engagements } = giver.engagements;
  const own = addressesIn(others);
  const gone = move.because === 'apart' ? addressesIn(said).filter((one) => !own.includes(one)) : [];
  const addresses = giver.addresses.filter((one) => !gone.includes(one));
  const links = factsOf(giver, move, { kind: 'gone', other: to, at: now });
  return dueNow(withoutSponsorship({ ...giver, engagements, addresses, links }, sourceKey), now);
}

/** The fact of the move, once; and that the two are apart, where they are. */
function factsOf(
  worker: Worker,
  { sourceKey, actor, reason, because }: Move,
  { kind, other, at }: Required<Pick<LinkFact, 'kind' | 'other' | 'at'>>,
): Worker['links'] {
  const last = worker.links?.findLast((fact) => fact.sourceKey === sourceKey);
  const isSaid = last?.kind === kind && last.other === other;
  const links = isSaid ? worker.links : withLink(worker, { kind, sourceKey, other, actor, reason, at });
  return because === 'apart'
    ? withLink({ ...(links && { links }) }, { kind: 'apart', other, actor, reason, at })
    : links;
}

const dueNow = (worker: Worker, now: number): Worker => {
  const standing = standingAt(worker.engagements, worker.overrides, now);
  return { ...worker, due: { at: now, class: classNow(worker, now, { standing, isNews: true }) } };
};

const union = (some: Worker['overrides'], more: Worker['overrides']): Worker['overrides'] => [
  ...some,
  ...more.filter(({ id }) => some.every((one) => one.id !== id)),
];

const addressesIn = (said: readonly RecordedEvent[]): readonly string[] =>
  said.flatMap(({ event: { attributes } }) => (attributes.workEmail ? [normaliseEmail(attributes.workEmail)] : []));

const saidUnder = async (sourceKey: string, worker: Worker, ledger: Pick<Ledger, 'history'>) =>
  (await saidOf(worker, ledger)).filter(({ event }) => event.sourceKey === sourceKey);

/** The history, and what is still on its way there. */
async function saidOf(
  { key, outbox }: Worker,
  { history }: Pick<Ledger, 'history'>,
): Promise<readonly RecordedEvent[]> {
  const pending = outbox.flatMap((entry) => (entry.kind === 'history' ? [entry.recorded] : []));
  return [...(await history.list(key)), ...pending];
}
