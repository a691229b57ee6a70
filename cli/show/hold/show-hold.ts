import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { holdShowCommand } from '../../../shared/contracts/operate/hold/hold-show.ts';
import type { ShownHold } from '../../../shared/contracts/operate/hold/shown-hold.ts';
import { showPlannedTarget } from '../explain/show-planned-target.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs } from '../paper/table.ts';

export function showHold({ hold, plan, unchanged }: OutputOf<typeof holdShowCommand>, page: Page): string {
  return paragraphs([
    held(hold, page),
    plan ? showPlannedTarget(plan, page) : 'There is no plan any more: the worker or the target no longer exists',
    unchanged === undefined
      ? 'Whether the plan is still the one that was held is not known: the target cannot be asked now'
      : unchanged
        ? `This is still the plan that was held: hold approve ${hold.id} --reason … releases it`
        : page.paint(
            'yellow',
            'This is no longer the plan that was held, or not for the same facts: an approval would not release it',
          ),
  ]);
}

/** A hold in words: what is held, why, and what was decided. */
export function held(
  { id, kind, target, workerKey, because, asker, since, candidates = [], decision, closed }: ShownHold,
  page: Page,
): string {
  return [
    `Hold ${page.paint('bold', id)} (${kind}) on ${target}, of worker ${workerKey}`,
    `Held since ${when(since)}: ${because}`,
    ...(asker === undefined ? [] : [`Asked for by ${asker}, who may not approve it`]),
    ...(candidates.length > 0 ? [`Candidates: worker ${candidates.join(', worker ')}`] : []),
    ...(decision ? decided(decision) : closed ? [] : ['No operator has decided yet']),
    ...(closed ? [`Closed at ${when(closed.at)}. ${closed.because}`] : []),
  ].join('\n');
}

function decided({
  verdict,
  actor,
  at,
  reason,
  instead,
  until,
}: NonNullable<ShownHold['decision']>): readonly string[] {
  const said = `${verdict === 'approved' ? 'Approved' : 'Rejected'} by ${actor} at ${when(at)}: ${reason}`;
  if (instead === undefined) return [said];
  return [
    said,
    until === undefined ? 'Instead: a person ends the access by hand' : `Instead: access is kept until ${when(until)}`,
  ];
}
