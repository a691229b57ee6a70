import type { Explanation } from '../../../contracts/operate/explain/explanation.ts';
import type { LeftTokens } from '../../../domain/account/left-tokens.ts';
import { groupNamesIn } from '../../../domain/chain/group-names.ts';
import { instantOf } from '../../../domain/civil-time.ts';
import type { LifecycleEvent } from '../../../domain/event/lifecycle-event.ts';
import type { RecordedEvent } from '../../../domain/event/recorded-event.ts';
import { connectionOf } from '../../../domain/event/source-key.ts';
import { daysLate } from '../../../domain/lateness/late-news.ts';
import type { Wanted } from '../../../domain/policy/wanted-access.ts';
import { brokenAt } from '../../../domain/receipt.ts';
import { unheardConnections } from '../../../domain/records/unheard-connections.ts';
import { contradict } from '../../../domain/timeline/contradiction.ts';
import { timeline } from '../../../domain/timeline/engagement.ts';
import { byOrder } from '../../../domain/timeline/statement.ts';
import { accessAt, asRead } from '../../../domain/worker/access-standing.ts';
import type { Hold } from '../../../domain/worker/hold.ts';
import type { Standing } from '../../../domain/worker/standing.ts';
import type { TargetRecord, Worker } from '../../../domain/worker/worker.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import { wantedFor } from '../../converge/wanted-for.ts';
import type { OperateDeps } from '../deps.ts';
import { showHold } from '../hold/show-hold.ts';
import { iso } from '../iso.ts';
import { actorName, overriderOf } from '../operator.ts';
import { showOverride } from '../override/show-override.ts';
import { eventsOf } from './explain-events.ts';
import { explainReceipts } from './explain-receipts.ts';
import { shownSpells, takers, understood } from './explain-spells.ts';
import { shownRemoval } from './shown-removal.ts';

/** Of those that contradict one event at one time. */
const MOST_OTHERS = 10;

/** Everything in the ledger about one worker, without personal data. */
export async function explainWorker(
  worker: Worker,
  { ledger, clock, targets, policy, operators }: OperateDeps,
): Promise<Explanation> {
  const now = clock.now();
  const { key, overrides, links = [], due } = worker;
  const standing = accessAt(worker, now, policy.access);
  const read = Object.values(asRead(worker, policy.access).engagements);
  const facts = read.flatMap(timeline).toSorted((a, b) => a.at - b.at);
  const inForce = new Set(facts.map(({ fact }) => fact.id));
  const chain = await ledger.receipts.chain(key);
  const broken = brokenAt(chain, worker.salt || undefined);
  const holds = await holdsOf(worker, ledger);
  const unheard = unheardConnections(worker, standing, { access: policy.access, at: now });
  const about = { operators, groupNames: groupNamesIn(chain) };

  return {
    workerKey: key,
    standing: {
      kind: standing.kind,
      ...(standing.changesAt !== undefined && { changesAt: iso(standing.changesAt) }),
      ...explainAuthority(standing),
      ...(standing.replaced && { replaced: [...standing.replaced] }),
      ...(unheard.length > 0 && { unheard }),
    },
    ...(due && { dueAt: iso(due.at) }),
    events: explainEvents(await eventsOf(worker, ledger), inForce),
    spells: read.flatMap(shownSpells),
    facts: facts.map(({ at, fact: { id, kind } }) => ({ id, kind, effectiveAt: iso(at) })),
    overrides: overrides.map((override) => showOverride(override, { now, operators })),
    links: links.map(({ kind, sourceKey, other, actor, reason, at }) => ({
      kind,
      ...(sourceKey !== undefined && { sourceKey }),
      ...(other !== undefined && { other }),
      actor: actorName(actor, operators),
      reason,
      at: iso(at),
    })),
    ...explainSponsorships(worker, operators),
    targets: [
      ...targets.map((setup) =>
        explainTarget(setup.target.name, worker.targets[setup.target.name], {
          wanted: wantedFor({ worker, standing, setup, policy, at: now }),
          ...about,
          hold: holds.get(setup.target.name),
        }),
      ),
      // what was done on a target outlives its configuration
      ...Object.entries(worker.targets)
        .filter(([name]) => targets.every(({ target }) => target.name !== name))
        .map(([name, record]) => explainTarget(name, record, { ...about, hold: holds.get(name) })),
    ],
    receipts: explainReceipts(chain, overriderOf(worker, operators)),
    chain: {
      receipts: chain.length,
      verified: broken === undefined,
      ...(broken !== undefined && { brokenAt: broken }),
    },
  };
}

/** Which connection is heard of an attribute in place of another one; the value is personal. */
function explainAuthority({ engagements }: Standing): Pick<Explanation['standing'], 'attributesFrom'> {
  const from: Readonly<Record<string, string>> = Object.assign({}, ...engagements.map((one) => one.from));
  const all = Object.entries(from).map(([attribute, key]) => ({ attribute, connection: connectionOf(key) }));
  return all.length > 0 ? { attributesFrom: all } : {};
}

function explainSponsorships(
  { sponsorships }: Pick<Worker, 'sponsorships'>,
  operators: OperateDeps['operators'],
): Pick<Explanation, 'sponsorships'> {
  if (!sponsorships) return {};
  const all = Object.entries(sponsorships);
  return {
    sponsorships: all.map(([source, { sponsor, actor, reason, at }]) => ({
      source,
      sponsor,
      actor: actorName(actor, operators),
      reason,
      at: iso(at),
    })),
  };
}

function explainEvents(recorded: readonly RecordedEvent[], inForce: ReadonlySet<string>): Explanation['events'] {
  const events = recorded.map(({ event }) => event);
  const [reading, takenBackBy] = [understood(events), takers(events)];
  return recorded.map((one) => {
    const [how, taker] = [reading.get(one.event.id), takenBackBy.get(one.event.id)];
    return {
      ...explainEvent(one, inForce),
      ...explainSameTime(one.event, events),
      ...(taker !== undefined && { takenBackBy: taker }),
      ...(how && { understood: { before: [...how.before], after: [...how.after] } }),
    };
  });
}

function explainEvent(
  { event, fate, recordedAt, delivery }: RecordedEvent,
  inForce: ReadonlySet<string>,
): Explanation['events'][number] {
  const { id, connection, kind, phase, effective, occurredAt, receivedAt, rejected } = event;
  const lateDays = phase === 'cancelled' ? 0 : daysLate(event);
  return {
    id,
    connection,
    kind,
    phase,
    effectiveAt: effective && iso(instantOf(effective, occurredAt)),
    ...(receivedAt !== undefined && { receivedAt: iso(receivedAt) }),
    ...(lateDays > 0 && { lateDays }),
    recordedAt: iso(recordedAt),
    fate,
    inForce: inForce.has(id),
    ...(rejected && { rejected }),
    ...(delivery !== undefined && { delivery }),
  };
}

function explainSameTime(
  event: LifecycleEvent,
  said: readonly LifecycleEvent[],
): Pick<Explanation['events'][number], 'sameTime'> {
  const others = said.filter((other) => contradict(event, other));
  if (others.length === 0) return {};
  const isLast = others.every((other) => byOrder(other, event) < 0);
  return { sameTime: { others: others.slice(0, MOST_OTHERS).map(({ id }) => id), isLast } };
}

/** By target, the hold that is waited for there, else the last one that was. */
async function holdsOf(
  { targets }: Worker,
  { holds }: Pick<Ledger, 'holds'>,
): Promise<ReadonlyMap<string, Hold | undefined>> {
  return new Map(
    await Promise.all(
      Object.entries(targets).map(async ([name, { holdId, lastHoldId }]) => {
        const id = holdId ?? lastHoldId;
        return [name, id === undefined ? undefined : await holds.get(id)] as const;
      }),
    ),
  );
}

const shownTokens = ({ at, count, ids, ours }: LeftTokens) => ({
  seenAt: iso(at),
  ...(count !== undefined && { count }),
  ids,
  ours,
});

interface About extends Pick<OperateDeps, 'operators'> {
  readonly wanted?: Wanted | undefined;
  readonly hold?: Hold | undefined;
  /** By the ids of groups. */
  readonly groupNames: ReadonlyMap<string, string>;
}

function explainTarget(
  target: string,
  record: TargetRecord | undefined,
  { wanted, hold, operators, groupNames }: About,
): Explanation['targets'][number] {
  const access = wanted && {
    wanted: {
      ...(wanted.role && { role: wanted.role }),
      groups: wanted.groups.map(({ group, rules }) => ({ group, rules })),
      unknown: wanted.unknown,
      ...(wanted.capped && { capped: wanted.capped }),
    },
  };
  if (!record)
    return { target, state: 'waiting', because: 'This target has not been checked yet', accounts: [], ...access };
  const { state, since, because, lookAt, holdId, accounts } = record;
  return {
    target,
    state,
    since: iso(since),
    because,
    ...(lookAt !== undefined && { lookAt: iso(lookAt) }),
    ...(holdId !== undefined && { holdId }),
    ...(hold && { hold: showHold(hold, operators) }),
    accounts: accounts.map(({ id, how, ownedGroups, endedAt, tokens, assets, removal }) => ({
      id,
      how,
      ownedGroups,
      groups: ownedGroups.map((group) => groupNames.get(group) ?? group),
      ...(endedAt !== undefined && { endedAt: iso(endedAt) }),
      ...(tokens && { tokens: shownTokens(tokens) }),
      ...(assets && { assets: { seenAt: iso(assets.at), ...(assets.count !== undefined && { count: assets.count }) } }),
      ...(removal && { removal: shownRemoval(removal, operators) }),
    })),
    ...access,
  };
}
