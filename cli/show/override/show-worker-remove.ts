import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { workerRemoveCommand } from '../../../shared/contracts/operate/override/worker-remove.ts';
import { count } from '../paper/readable.ts';

export const showWorkerRemove = ({
  workerKey,
  target,
  accountId,
  transferTo,
  tokens,
  assets,
  result,
}: OutputOf<typeof workerRemoveCommand>): string =>
  [
    `The removal of account ${accountId} on ${target} (worker ${workerKey}) ${result === 'asked' ? 'is asked for' : 'was asked for before'}`,
    `Account ${transferTo} gets what it owns${assets === undefined ? '' : `: ${count(assets, 'asset')}, as far as we may see`}`,
    tokens.count === 0
      ? 'It made no API token'
      : `${count(tokens.count, 'API token')} that it made will be deleted: ${tokens.ids.join(', ')}${tokens.count > tokens.ids.length ? ', …' : ''}`,
    'Nothing is removed before another operator approves: hold list shows the hold within a minute',
  ].join('\n');
