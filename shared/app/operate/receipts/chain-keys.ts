import { chainsOf } from '../../../domain/chain/operators-chains.ts';
import type { OperateDeps } from '../deps.ts';

/** Where an export goes on: a chain, and the position in it. */
export interface ExportPlace {
  readonly key: string;
  readonly position: number;
  /** The page of the directory that names the chain; absent for the first, `OPERATORS` for the chains of operators' changes. */
  readonly page: string;
}

const OPERATORS = 'groups';

/**
 * The chains to export, in one order from call to call: those of operators' changes of the targets, then those of all workers; or that of
 * one worker.
 */
export async function* chainKeys(
  { worker, begin }: { readonly worker: string | undefined; readonly begin: ExportPlace | undefined },
  { ledger: { workers }, targets }: Pick<OperateDeps, 'ledger' | 'targets'>,
): AsyncGenerator<ExportPlace> {
  const from = (key: string) => (begin?.key === key ? begin.position : 0);
  if (worker !== undefined) {
    yield { key: worker, position: from(worker), page: '' };
    return;
  }
  if (begin === undefined || begin.page === OPERATORS) {
    const chains = targets.flatMap(({ target }) => Object.values(chainsOf(target.name))).toSorted();
    for (const key of chains) if (key >= (begin?.key ?? '')) yield { key, position: from(key), page: OPERATORS };
  }
  const isInDirectory = begin !== undefined && begin.page !== OPERATORS;
  let after = isInDirectory ? begin.key : '';
  for (let page = isInDirectory ? begin.page : ''; ; after = '') {
    const { keys, next } = await workers.list(page === '' ? undefined : page);
    for (const key of keys) if (key >= after) yield { key, position: from(key), page };
    if (next === undefined) return;
    page = next;
  }
}

/** A place as the text of a cursor. */
export const textOf = ({ key, position, page }: ExportPlace): string =>
  `${position}@${encodeURIComponent(key)}@${page}`;

/** A text that is no cursor begins at the first worker. */
export function placeOf(cursor: string): ExportPlace {
  const [, position = '0', key = '', page = ''] = /^(\d+)@([^@]*)@(.*)$/s.exec(cursor) ?? [];
  try {
    return { position: Number(position), key: decodeURIComponent(key), page };
  } catch {
    return { position: 0, key: '', page: '' };
  }
}
