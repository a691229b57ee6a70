import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { statusCommand } from '../../../shared/contracts/operate/status/status.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs, section } from '../paper/table.ts';
import { rolloutLine } from '../rollout/rollout-line.ts';
import { comingLine } from './coming.ts';

type Status = OutputOf<typeof statusCommand>;

export function showStatus(status: Status, page: Page): string {
  const { headline, troubles, findings, paused, targets, connections = [] } = status;
  return paragraphs([
    page.paint(troubles.length > 0 ? 'red' : status.coming ? 'yellow' : 'green', headline),
    section(
      'Troubles',
      {
        head: ['what', 'since', 'whom it harms', 'next'],
        rows: troubles.map(({ what, since, harms, next }) => [what, when(since), harms, next]),
      },
      page,
    ),
    section('Worth a look', { head: ['what'], rows: findings.map((finding) => [finding]) }, page),
    section(
      'Targets',
      {
        head: ['target', 'mode', 'last sweep', 'gate'],
        rows: targets.map(({ target, mode, rollout, sweep, gate }) => [
          target,
          rollout ? `${mode}, ${rolloutLine(rollout)}` : mode,
          sweep && `${sweep.state}, began ${when(sweep.startedAt)}, ${sweep.accounts} accounts`,
          gate ? `closed until ${when(gate.closedUntil)}: ${gate.because}` : 'open',
        ]),
      },
      page,
    ),
    section(
      'HR systems',
      {
        head: ['connection', 'last heard of'],
        rows: connections.map(({ connection, lastHeard }) => [
          connection,
          lastHeard ? when(lastHeard) : 'has sent nothing yet',
        ]),
      },
      page,
    ),
    section(
      'Paused',
      {
        head: ['what', 'target', 'by', 'since', 'reason'],
        rows: paused.map(({ what, target, actor, since, reason }) => [what, target, actor, when(since), reason]),
      },
      page,
    ),
    figures(status).join('\n'),
  ]);
}

function figures({
  intake,
  policy,
  coming,
  workers,
  holds,
  deadLetters,
  quarantined,
  countedUpTo,
}: Status): readonly string[] {
  const many = (figure: number) => (figure >= countedUpTo ? `at least ${figure}` : String(figure));
  const kinds = Object.entries(holds.byKind).map(([kind, figure]) => `${figure} ${kind}`);
  const oldest = workers.oldestDue === undefined ? '' : `, the oldest since ${when(workers.oldestDue)}`;
  return [
    `Queue processing: ${intake}`,
    ...(policy
      ? [`Policy: ${policy.hash}, ${policy.state}${policy.since === undefined ? '' : ` since ${when(policy.since)}`}`]
      : []),
    `Workers due: ${many(workers.due)}${oldest}`,
    ...(coming ? [comingLine(coming)] : []),
    `Leavers not ended: ${many(workers.leaversNotEnded)}`,
    `Open holds: ${many(holds.open)}${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`,
    `Parked messages: ${many(deadLetters)}`,
    `Deliveries in quarantine: ${many(quarantined)}`,
  ];
}
