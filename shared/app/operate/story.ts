import type { Explanation } from '../../contracts/operate/explanation.ts';
import type { ShownHold } from '../../contracts/operate/shown-hold.ts';

interface Happening {
  readonly at: string;
  readonly says: string;
}

/** One plain line for each thing that happened or will, in order of time. */
export function storyOf(explanation: Explanation): readonly string[] {
  const { workerKey, events, overrides, targets, receipts, standing, chain } = explanation;
  const happenings: readonly Happening[] = [
    ...events.map((event) => ({ at: event.recordedAt, says: eventStory(event) })),
    ...overrides.map(({ id, kind, actor, from, until }) => ({
      at: from,
      says: `${actor} stated ${kind} until ${until} (override ${id})`,
    })),
    ...overrides.flatMap(({ id, until, lifted }) =>
      lifted ? [{ at: until, says: `${lifted.actor} lifted override ${id}` }] : [],
    ),
    ...receipts.map(({ target, action, accountId, rule, intendedAt, endedAt, verdict }) => ({
      at: intendedAt ?? endedAt ?? '',
      says: `${target}: ${action}${accountId === undefined ? '' : ` of account ${accountId}`}, because of ${rule}: ${verdict}${
        intendedAt !== undefined && endedAt !== undefined ? ` at ${endedAt}` : ''
      }`,
    })),
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
    ...(standing.changesAt === undefined ? [] : [{ at: standing.changesAt, says: 'The next date that HR named' }]),
  ];
  const broken =
    chain.brokenAt === undefined
      ? []
      : [`The receipts of worker ${workerKey} are broken at position ${chain.brokenAt}`];
  return [
    `Worker ${workerKey} stands as ${standing.kind}`,
    // texts of one form and one zone sort like their instants; of two at one instant the first told comes first
    ...happenings.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ at, says }) => `${at} ${says}`),
    ...broken,
  ];
}

function eventStory(event: Explanation['events'][number]): string {
  const { id, connection, kind, phase, effectiveAt, fate, sameTime, rejected = [], delivery } = event;
  const from = effectiveAt === null ? '' : `, from ${effectiveAt}`;
  const by = delivery === undefined ? '' : `, brought by delivery ${delivery}`;
  const notes = [
    ...rejected.map((name) =>
      name === 'time'
        ? 'its time was not usable, and that of receipt counts'
        : `${name} was not usable and was left out`,
    ),
    ...(sameTime
      ? [
          `of the same time as ${sameTime.others.join(' and ')}, which says otherwise; this one was received ${
            sameTime.isLast ? 'last, and is the newer one' : 'before, and is the older one'
          }`,
        ]
      : []),
  ];
  return [`${connection} said ${kind} (${phase}${from}): ${fate} as ${id}${by}`, ...notes].join('; ');
}

/** What became of the last hold on a target. */
const holdStory = (target: string, { id, kind, since, decision, closed }: ShownHold): readonly Happening[] => [
  { at: since, says: `${target}: held for a person (${kind}, ${id})` },
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
