import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { doctorCommand, Finding } from '../../../shared/contracts/operate/status/doctor.ts';
import type { Page } from '../paper/page.ts';
import { count, readable } from '../paper/readable.ts';
import { paragraphs, section } from '../paper/table.ts';
import { rolloutLine } from '../rollout/rollout-line.ts';
import { behaviourName } from './behaviour-names.ts';

type Diagnosis = OutputOf<typeof doctorCommand>;

const INKS = { wrong: 'red', warn: 'yellow', ok: 'green' } as const;

export function showDoctor(diagnosis: Diagnosis, page: Page): string {
  const { target, mode, rollout, findings, roles, groups, limits, settled, canary, requests } = diagnosis;
  const levels = (['wrong', 'warn', 'ok'] as const).map(
    (level) => `${findings.filter((one) => one.level === level).length} ${level}`,
  );
  return paragraphs([
    `${page.paint('bold', target)} (${rollout ? `${mode}, ${rolloutLine(rollout)}` : mode}), in ${count(requests, 'request')}: ${levels.join(', ')}`,
    findings.map((finding) => findingText(finding, page)).join('\n'),
    section('Roles', { head: ['role', 'id'], rows: roles.map(({ name, id }) => [name, id]) }, page),
    section(
      'Groups of the catalogue',
      { head: ['group', 'state', 'id'], rows: groups.map(({ name, state, id }) => [name, state, id]) },
      page,
    ),
    section(
      'Limits that the target reported',
      { head: ['header', 'value'], rows: limits.map(({ header, value }) => [header, value]) },
      page,
    ),
    section(
      'Observed tenant behaviour (docs/atlan-client.md#observed-tenant-behaviour)',
      { head: ['about', 'observed'], rows: settled.map(({ unknown, seen }) => [behaviourName(unknown), seen]) },
      page,
    ),
    canary
      ? section(
          `Canary ${canary.accountId ?? '(no account)'}: may disable: ${canary.mayDisable}; left ${canary.left}`,
          {
            head: ['step', 'result', 'because'],
            rows: canary.steps.map(({ step, result, because }) => [step, result, because]),
          },
          page,
        )
      : [],
  ]);
}

function findingText({ level, what, because, next }: Finding, page: Page): string {
  const first = `${page.paint(INKS[level], level)}: ${what}. ${readable(because)}`;
  return next === undefined ? first : `${first}\n  Next: ${next}`;
}
