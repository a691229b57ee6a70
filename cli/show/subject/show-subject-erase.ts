import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { subjectEraseCommand } from '../../../shared/contracts/operate/subject/subject-erase.ts';
import type { Page } from '../paper/page.ts';
import { count, when } from '../paper/readable.ts';
import { paragraphs, section } from '../paper/table.ts';

export function showSubjectErase(answer: OutputOf<typeof subjectEraseCommand>, page: Page): string {
  const { workerKey, dryRun, erasedAt, events, payloads, sourceKeys, addresses, accounts, stillThere } = answer;
  const what = [
    count(events, 'event'),
    `${count(payloads, 'payload')} of receipts`,
    `${count(sourceKeys, 'id')} of HR`,
    count(addresses, 'work e-mail'),
    count(accounts, 'account record'),
  ].join(', ');
  return paragraphs([
    `Worker ${page.paint('bold', workerKey)}: ${dryRun ? 'nothing was erased; it would be' : `erased at ${when(erasedAt)}:`} ${what}`,
    section(
      'Still on their target, which keeps names and addresses itself: delete them there, then erase again',
      { head: ['target', 'account'], rows: stillThere.map(({ target, accountId }) => [target, accountId]) },
      page,
    ),
  ]);
}
