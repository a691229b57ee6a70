import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { findCommand } from '../../../shared/contracts/operate/explain/find.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';
import { paragraphs, table } from '../paper/table.ts';

export const showFind = ({ workers }: OutputOf<typeof findCommand>, page: Page): string =>
  paragraphs(
    workers.map(({ workerKey, standing, targets }) => {
      const worker = `Worker ${page.paint('bold', workerKey)} is ${standing}`;
      if (targets.length === 0) return `${worker}; no target has been checked yet`;
      const rows = targets.map(({ target, state, since, because }) => [target, state, when(since), because]);
      return `${worker}\n${table(['target', 'state', 'since', 'because'], rows, page)}`;
    }),
  );
