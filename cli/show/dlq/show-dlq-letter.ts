import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { dlqShowCommand } from '../../../shared/contracts/operate/dlq/dlq-show.ts';
import type { Page } from '../paper/page.ts';
import { when } from '../paper/readable.ts';

export function showDlqLetter({ letter, redriven, wouldDo }: OutputOf<typeof dlqShowCommand>, page: Page): string {
  const { id, class: failed, because, group, eventId, kind, phase, workerKey, parkedAt } = letter;
  return [
    `Message ${page.paint('bold', id)}, parked at ${when(parkedAt)}`,
    `Because: ${because}`,
    `Error class: ${failed}`,
    `Group: ${group}`,
    ...(eventId === undefined ? [] : [`Event: ${eventId} (${kind}, ${phase})`]),
    ...(workerKey === undefined ? [] : [`A reminder to look at worker ${workerKey}`]),
    ...(redriven ? [`Sent again by ${redriven.actor} at ${when(redriven.at)}`] : []),
    `What sending it again would do: ${wouldDo}`,
  ].join('\n');
}
