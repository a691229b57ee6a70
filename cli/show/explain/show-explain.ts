import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { explainCommand } from '../../../shared/contracts/operate/explain/explain.ts';
import type { ExplainedDelivery, Explanation } from '../../../shared/contracts/operate/explain/explanation.ts';
import type { Page } from '../paper/page.ts';
import { readable, when } from '../paper/readable.ts';
import { paragraphs, section } from '../paper/table.ts';
import { showTargets } from '../status/show-targets.ts';

/** First the story in order, then the data that it comes from. */
export const showExplain = ({ delivery, workers, story }: OutputOf<typeof explainCommand>, page: Page): string =>
  paragraphs([
    story.length > 0 ? [`${page.paint('bold', 'Story')}\n${story.map(readable).join('\n')}`] : [],
    delivery ? showDelivery(delivery, page) : [],
    ...workers.map((worker) => showWorker(worker, page)),
  ]);

const showDelivery = ({ digest, quarantined, events }: ExplainedDelivery, page: Page): readonly string[] => [
  `Delivery ${digest}${quarantined === undefined ? '' : `: in quarantine. ${quarantined}`}`,
  ...section(
    'Events of the delivery',
    {
      head: ['event', 'fate', 'worker'],
      rows: events.map(({ eventId, fate, workerKey }) => [eventId, fate, workerKey]),
    },
    page,
  ),
];

function showWorker(worker: Explanation, page: Page): readonly string[] {
  const { workerKey, standing, dueAt, targets, chain } = worker;
  const changes = standing.changesAt === undefined ? '' : `; the next known date is ${when(standing.changesAt)}`;
  const due = dueAt === undefined ? '' : `. Next check at ${when(dueAt)}`;
  return [
    `Worker ${page.paint('bold', workerKey)} is ${standing.kind}${changes}${due}`,
    ...(standing.attributesFrom ?? []).map(
      ({ attribute, connection }) => `The rules read ${attribute} as ${connection} states it, for all engagements`,
    ),
    ...(standing.replaced ?? []).map(
      (source) =>
        `What was said under ${source} does not count any more: another connection took the place of its own (access.replacedBy)`,
    ),
    ...(standing.unheard
      ? [
          page.paint(
            'red',
            `HR speaks of this worker by ${standing.unheard.join(' and ')} alone, which the configuration does not have any more: nothing ends their access when they leave`,
          ),
        ]
      : []),
    ...showTargets(targets, page),
    ...history(worker, page),
    chain.verified
      ? `Receipts: ${chain.receipts}, the chain is verified`
      : page.paint(
          'red',
          `Receipts: ${chain.receipts}, the chain is BROKEN at position ${chain.brokenAt ?? 'unknown'}`,
        ),
  ];
}

const inDays = (days: number): string => `${days} day${days === 1 ? '' : 's'}`;

const history = ({ events, spells = [], facts, overrides, receipts }: Explanation, page: Page): readonly string[] => [
  ...section(
    'Events',
    {
      head: ['recorded', 'connection', 'kind', 'phase', 'takes effect', 'fate', 'counts', 'event'],
      rows: events.map(({ recordedAt, connection, kind, phase, effectiveAt, fate, inForce, id }) => [
        when(recordedAt),
        connection,
        kind,
        phase,
        when(effectiveAt),
        fate,
        inForce ? 'yes' : 'no',
        id,
      ]),
    },
    page,
  ),
  ...section(
    'Late',
    {
      head: ['event', 'late by'],
      rows: events.flatMap(({ id, lateDays }) => (lateDays === undefined ? [] : [[id, inDays(lateDays)]])),
    },
    page,
  ),
  ...section(
    'Not usable, and left out',
    {
      head: ['event', 'what'],
      rows: events.flatMap(({ id, rejected }) => (rejected ? [[id, rejected.join(', ')]] : [])),
    },
    page,
  ),
  ...section(
    'Contradicting events of the same time, decided by the order of receipt',
    {
      head: ['event', 'against', 'received last'],
      rows: events.flatMap(({ id, sameTime }) =>
        sameTime ? [[id, sameTime.others.join(', '), sameTime.isLast ? 'yes' : 'no']] : [],
      ),
    },
    page,
  ),
  ...section(
    'Spells',
    {
      head: ['first day', 'last day', 'sure'],
      rows: spells.map(({ firstDay, lastDay, sure }) => [
        firstDay,
        lastDay,
        sure ? 'yes' : 'no: HR’s events can be read in two ways',
      ]),
    },
    page,
  ),
  ...section(
    'Facts in force',
    {
      head: ['takes effect', 'kind', 'event'],
      rows: facts.map(({ effectiveAt, kind, id }) => [when(effectiveAt), kind, id]),
    },
    page,
  ),
  ...section(
    'Overrides',
    {
      head: ['from', 'until', 'kind', 'target', 'access', 'counts', 'actor', 'reason'],
      rows: overrides.map(({ from, until, kind, target, role, group, inForce, actor, reason }) => [
        when(from),
        when(until),
        kind,
        target,
        role ?? group,
        inForce ? 'yes' : 'no',
        actor,
        reason,
      ]),
    },
    page,
  ),
  ...section(
    'Receipts',
    {
      head: ['receipt', 'target', 'account', 'action', 'role or groups', 'rule', 'by', 'verdict', 'intended', 'ended'],
      rows: receipts.map(
        ({ receipt, target, accountId, action, role, groups, rule, actor, verdict, lateDays, ...times }) => [
          receipt,
          target,
          accountId,
          action,
          role ?? groups?.join(', '),
          rule,
          actor,
          lateDays === undefined ? verdict : `${verdict}, late by ${inDays(lateDays)}`,
          when(times.intendedAt),
          when(times.endedAt),
        ],
      ),
    },
    page,
  ),
  ...section(
    'What receipts say beside',
    {
      head: ['receipt', 'because'],
      rows: receipts.flatMap(({ receipt, because }) => (because === undefined ? [] : [[receipt, because]])),
    },
    page,
  ),
];
