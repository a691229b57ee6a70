import type { ExportLine } from '../../../contracts/receipts/export-line.ts';
import { isChainOfOperators } from '../../../domain/chain/operators-chains.ts';
import type { Receipt } from '../../../domain/receipt.ts';
import type { OperateDeps } from '../deps.ts';
import type { ExportPlace } from './chain-keys.ts';

export interface Asked {
  /** Epoch ms, from the one until before the other. */
  readonly from: number;
  readonly to: number;
  readonly payloads: boolean;
}

interface Part {
  readonly lines: readonly ExportLine[];
  readonly characters: number;
  /** The position at which the chain goes on, where there was no room for all of it. */
  readonly next?: number;
}

const NONE: Part = { lines: [], characters: 0 };

/** The receipts of one chain from a position on that were written in the period, in one piece; at least one where there is any. */
export async function chainPart(
  { key, position }: ExportPlace,
  { room, ...asked }: Asked & { readonly room: number },
  { ledger: { receipts, workers } }: Pick<OperateDeps, 'ledger'>,
): Promise<Part> {
  const chain = await receipts.chain(key);
  const first = chain.findIndex(({ header }) => header.at >= asked.from);
  const last = chain.findLastIndex(({ header }) => header.at < asked.to);
  const wanted = first === -1 ? [] : chain.slice(first, last + 1).filter(({ header }) => header.position >= position);
  const [begins] = wanted;
  if (!begins) return NONE;

  const taken: ExportLine[] = [];
  let next = position;
  let characters = 0;
  for (const receipt of wanted) {
    const line = lineOf(receipt, asked.payloads);
    taken.push(line);
    next = receipt.header.position + 1;
    characters += JSON.stringify(line).length;
    if (characters >= room) break;
  }
  const salt = asked.payloads ? await saltOf(key, workers) : undefined;
  return {
    lines: [
      {
        kind: 'chain',
        workerKey: key,
        from: begins.header.position,
        receipts: taken.length,
        length: (chain.at(-1)?.header.position ?? -1) + 1,
        ...(salt !== undefined && { salt }),
      },
      ...taken,
    ],
    characters,
    ...(taken.length < wanted.length && { next }),
  };
}

const lineOf = ({ header, payload }: Receipt, payloads: boolean): ExportLine => ({
  kind: 'receipt',
  header: { ...header },
  ...(payload && payloads && { payload }),
  ...(!(payload && payloads) && { without: payload ? 'not-asked' : 'erased' }),
});

/** A chain of operators' changes concerns no worker, and its own name is its salt. Undefined once it was erased. */
async function saltOf(key: string, workers: OperateDeps['ledger']['workers']): Promise<string | undefined> {
  return isChainOfOperators(key) ? key : (await workers.load(key))?.salt || undefined;
}
