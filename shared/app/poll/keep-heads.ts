import type { ChainHead } from '../../contracts/receipts/heads-line.ts';
import { headsText } from '../../contracts/receipts/heads-text.ts';
import { chainsOf } from '../../domain/chain/operators-chains.ts';
import { RetryableError } from '../../domain/failure.ts';
import { receiptHash } from '../../domain/receipt.ts';
import { jsonOrUndefined } from '../../domain/text/json-or-undefined.ts';
import { someAtOnce } from '../some-at-once.ts';
import type { PollDeps } from './deps.ts';

const NAME = 'chain-heads';
/** Of one object, which is some 150 bytes a chain. A larger company has several a day. */
const MOST_HEADS = 20_000;
const AT_ONCE = 200;

interface Progress {
  /** The UTC date, `2026-11-28`. */
  readonly day: string;
  /** How many objects of that day are kept. */
  readonly parts: number;
  /** The page of the directory that comes next; absent once all chains of the day are kept. */
  readonly cursor?: string;
}

/**
 * Keeps once a UTC day where each chain ends, apart from the table: one object, whose key is the date. The chains are read when it is written,
 * so that nothing is counted on the way. One that was cut off is gone on with by the next tick. `until`: epoch ms.
 */
export async function keepHeads(
  {
    ledger,
    evidence,
    targets,
    clock,
    observe,
  }: Pick<PollDeps, 'ledger' | 'evidence' | 'targets' | 'clock' | 'observe'>,
  until: number,
): Promise<void> {
  const now = clock.now();
  const day = new Date(now).toISOString().slice(0, 10);
  const saved = await ledger.checkpoints.load(NAME);
  const before = readProgress(saved?.value);
  const begun = before?.day === day ? before : { day, parts: 0, cursor: '' };
  if (begun.cursor === undefined) return;

  const keys = begun.parts === 0 ? targets.flatMap(({ target }) => Object.values(chainsOf(target.name))) : [];
  let cursor: string | undefined = begun.cursor;
  while (cursor !== undefined && keys.length < MOST_HEADS) {
    const page: { readonly keys: readonly string[]; readonly next?: string } = await ledger.workers.list(
      cursor === '' ? undefined : cursor,
    );
    keys.push(...page.keys);
    cursor = page.next;
  }
  const heads: ChainHead[] = [];
  for (let index = 0; index < keys.length; index += AT_ONCE) {
    if (clock.now() >= until) throw new RetryableError('There was no time left to read where the chains end');
    const read = await someAtOnce(keys.slice(index, index + AT_ONCE), (key) => ledger.receipts.last(key));
    for (const header of read)
      if (header)
        heads.push({
          kind: 'head',
          workerKey: header.workerKey,
          position: header.position,
          hash: receiptHash(header),
        });
  }
  const parts = begun.parts + 1;
  // one that is there already was kept by a tick that ended before it wrote that down
  await evidence.keep(keyOf(day, parts), headsText(now, heads));
  const after: Progress = { day, parts, ...(cursor !== undefined && { cursor }) };
  await ledger.checkpoints.save(NAME, JSON.stringify(after), saved?.version ?? 0);
  observe.info('chain-heads-kept', { day, part: parts, chains: heads.length });
}

const keyOf = (day: string, part: number): string => `chain-heads/${day}${part === 1 ? '' : `.${part}`}.jsonl`;

function readProgress(text: string | undefined): Progress | undefined {
  const read = text === undefined ? undefined : jsonOrUndefined(text);
  if (typeof read !== 'object' || read === null) return undefined;
  const { day, parts, cursor } = read as Partial<Progress>;
  return typeof day === 'string' && typeof parts === 'number'
    ? { day, parts, ...(typeof cursor === 'string' && { cursor }) }
    : undefined;
}
