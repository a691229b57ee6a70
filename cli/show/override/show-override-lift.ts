import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { overrideLiftCommand } from '../../../shared/contracts/operate/override/override-lift.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';

export const showOverrideLift = (
  { workerKey, override: { id, kind, until, lifted } }: OutputOf<typeof overrideLiftCommand>,
  page: Page,
): string =>
  [
    `Override ${page.paint('bold', id)} (${kind}) of worker ${workerKey} ended at ${when(until)}`,
    ...(lifted ? [`Lifted by ${lifted.actor}: ${lifted.reason}`] : []),
  ].join('\n');
