import type { Verified } from '../../receipts/verify-export.ts';
import type { Page } from '../paper/page.ts';

const counted = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

/** What an auditor reads of a file that was checked: the result, what it rests on, and every fault with its line. */
export function showVerified(verified: Verified, page: Page): string {
  const { file, faults, faultCount, chains, receipts, payloads, erased, forgotten, notAsked, open, heads } = verified;
  const result =
    faultCount === 0
      ? page.paint('green', `${file}: every chain is verified`)
      : page.paint('red', `${file}: ${counted(faultCount, 'fault')} found`);
  return [
    result,
    `${counted(chains, 'chain')}, ${counted(receipts, 'receipt')}; of their payloads ${payloads} verified, ${erased} erased, ${notAsked} not in the file`,
    ...(forgotten > 0 ? [`${counted(forgotten, 'payload')} forgotten by retention`] : []),
    ...(heads === undefined ? [] : [`Compared with ${counted(heads, 'kept chain head')}`]),
    ...(open > 0 ? [`${counted(open, 'intent')} without an outcome`] : []),
    ...faults.map(({ line, workerKey, position, because }) =>
      [
        `${file}:${line}`,
        ...(workerKey === undefined ? [] : [`worker ${workerKey}`]),
        ...(position === undefined ? [] : [`position ${position}`]),
        because,
      ].join(': '),
    ),
    ...(faultCount > faults.length ? [`and ${counted(faultCount - faults.length, 'further fault')}`] : []),
  ].join('\n');
}
