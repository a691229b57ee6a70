import type { Explanation } from '../../../contracts/operate/explain/explanation.ts';
import type { Preview } from '../../../contracts/operate/explain/preview.ts';
import type { ShownHold } from '../../../contracts/operate/hold/shown-hold.ts';
import { inWords } from './explain-spells.ts';

interface Happening {
  readonly at: string;
  readonly says: string;
}

/** One plain line for each thing that happened or will, in order of time. */
export function storyOf(explanation: Explanation): readonly string[] {
  const { workerKey, events, overrides, links, targets, receipts, standing, chain } = explanation;
  const happenings: readonly Happening[] = [
    ...events.flatMap(eventStory),
    ...overrides.map(({ id, kind, actor, from, until }) => ({
      at: from,
      says: `${actor} stated ${kind} until ${until} (override ${id})`,
    })),
    ...overrides.flatMap(({ id, until, lifted }) =>
      lifted ? [{ at: until, says: `${lifted.actor} lifted override ${id}` }] : [],
    ),
    ...links.map((link) => ({ at: link.at, says: linkStory(link) })),
    ...receipts.map(
      ({ target, action, accountId, rule, actor, intendedAt, endedAt, verdict, lateDays, ...access }) => ({
        at: intendedAt ?? endedAt ?? '',
        says: `${target}: ${action}${accessStory(access)}${accountId === undefined ? '' : ` of account ${accountId}`}, because of ${rule}${
          actor === undefined ? '' : ` of ${actor}`
        }: ${verdict}${intendedAt !== undefined && endedAt !== undefined ? ` at ${endedAt}` : ''}${lateStory(lateDays)}`,
      }),
    ),
    ...targets.flatMap(({ target, state, since, because, holdId }) =>
      since === undefined
        ? []
        : [
            {
              at: since,
              says: `${target}: ${state} since then. ${because}${holdId === undefined ? '' : ` (${holdId})`}`,
            },
          ],
    ),
    ...targets.flatMap(({ target, hold }) => (hold ? holdStory(target, hold) : [])),
    ...targets.flatMap(tokensStory),
    ...targets.flatMap(assetsStory),
    ...(standing.changesAt === undefined ? [] : [{ at: standing.changesAt, says: 'The next date that HR sent' }]),
  ];
  const broken =
    chain.brokenAt === undefined
      ? []
      : [`The receipts of worker ${workerKey} are broken at position ${chain.brokenAt}`];
  return [
    `Worker ${workerKey} is ${standing.kind}`,
    // texts of one form and one zone sort like their instants; of two at one instant the earlier in this list comes first
    ...happenings.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ at, says }) => `${at} ${says}`),
    ...broken,
  ];
}

const lateStory = (days: number | undefined): string =>
  days === undefined ? '' : `, late by ${days} day${days === 1 ? '' : 's'}`;

const accessStory = ({ role, groups }: Pick<Explanation['receipts'][number], 'role' | 'groups'>): string =>
  role === undefined ? (groups === undefined ? '' : ` (${groups.join(', ')})`) : ` (${role})`;

/** Tokens that an ended account left, and that work without it. */
const tokensStory = ({ target, accounts }: Explanation['targets'][number]): readonly Happening[] =>
  accounts.flatMap(({ id, tokens }) => {
    if (!tokens || tokens.count === 0) return [];
    const { seenAt: at, count, ids } = tokens;
    const says =
      count === undefined
        ? `${target}: the target did not list the API tokens that account ${id} made; list them by hand`
        : `${target}: ${count} API tokens that account ${id} made still work (${ids.join(', ')})`;
    return [{ at, says }];
  });

const assetsStory = ({ target, accounts }: Explanation['targets'][number]): readonly Happening[] =>
  accounts.flatMap(({ id, assets }) => {
    if (!assets || assets.count === 0) return [];
    const { seenAt: at, count } = assets;
    const says =
      count === undefined
        ? `${target}: the target did not list what account ${id} owns; look there by hand`
        : `${target}: account ${id} owns ${count} assets, as far as the token of this system sees them`;
    return [{ at, says }];
  });

function linkStory({ kind, sourceKey, other, actor, reason }: Explanation['links'][number]): string {
  const by = `by ${actor}: ${reason}`;
  switch (kind) {
    case 'joined':
      return `Source key ${sourceKey} joined${other === undefined ? '' : ` from worker ${other}`}, ${by}`;
    case 'gone':
      return `Source key ${sourceKey} went to worker ${other}, ${by}`;
    case 'apart':
      return `Worker ${other} is another person, ${by}`;
  }
}

/** What HR said, and how it was understood. */
function eventStory(event: Explanation['events'][number]): readonly Happening[] {
  const { id, connection, kind, phase, effectiveAt, recordedAt: at, fate, rejected = [], sameTime } = event;
  const { delivery, takenBackBy, understood, lateDays } = event;
  const from = effectiveAt === null ? '' : `, from ${effectiveAt}`;
  const by = delivery === undefined ? '' : `, from delivery ${delivery}`;
  const notes = [...rejected.map(leftOut), ...(sameTime ? [decidedByReceipt(sameTime)] : [])];
  const [before, after] = [understood?.before ?? [], understood?.after ?? []].map(inWords);
  return [
    {
      at,
      says: [
        `${connection} said ${kind} (${phase}${from}${lateStory(lateDays)}): ${fate} as ${id}${by}`,
        ...notes,
      ].join('; '),
    },
    ...(understood ? [{ at, says: `Spells before ${id}: ${before}; after it: ${after}` }] : []),
    ...(takenBackBy === undefined ? [] : [{ at, says: `${id} is taken back or replaced by ${takenBackBy}` }]),
  ];
}

const leftOut = (name: string): string =>
  name === 'time'
    ? 'its time was not usable, so the time of receipt counts'
    : `${name} was not usable and was left out`;

const decidedByReceipt = ({ others, isLast }: NonNullable<Explanation['events'][number]['sameTime']>): string =>
  `has the same time as ${others.join(' and ')}, which contradicts it; this one was received ${
    isLast ? 'last, so it counts as the newer one' : 'earlier, so it counts as the older one'
  }`;

/** What became of the last hold on a target. */
const holdStory = (target: string, { id, kind, since, decision, closed }: ShownHold): readonly Happening[] => [
  { at: since, says: `${target}: held for an operator (${kind}, ${id})` },
  ...(decision
    ? [
        {
          at: decision.at,
          says: `${target}: ${decision.actor} ${decision.verdict} ${id}${
            decision.instead === undefined ? '' : `, ${decision.instead} instead`
          }`,
        },
      ]
    : []),
  ...(closed ? [{ at: closed.at, says: `${target}: ${id} closed. ${closed.because}` }] : []),
];

/** How events that were not sent would be understood. */
export const previewStory = ({ events, notUnderstood }: Preview): readonly string[] => [
  ...events.flatMap(({ eventId, kind, phase, isKnown, before, after, takesBack, takenBackBy, rejected, ...late }) => [
    `${kind} (${phase}) would be recorded as ${eventId}${lateStory(late.lateDays)}`,
    ...(late.isHeldAsLate ? ['It comes so late that what it gives would wait for an operator (hold late-grant)'] : []),
    ...(isKnown ? ['It is already recorded: sending it again changes nothing'] : []),
    `Spells before it: ${inWords(before)}; after it: ${inWords(after)}`,
    ...takesBack.map((id) => `It takes back or replaces ${id}`),
    ...(takenBackBy === undefined ? [] : [`It is taken back or replaced by ${takenBackBy}`]),
    ...rejected.map((name) => `${name} is not usable and is left out`),
  ]),
  ...notUnderstood.map((because) => `Not understood: ${because}`),
];
