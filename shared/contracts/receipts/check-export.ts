import { type ChainCheck, checkChain } from '../../domain/chain/chain-check.ts';
import type { ChainFault, Reached } from '../../domain/chain/chain-part.ts';
import { isForgotten } from '../../domain/chain/forgetting.ts';
import { jsonOrUndefined } from '../../domain/text/json-or-undefined.ts';
import { type ExportLine, exportLine } from './export-line.ts';

/** One thing that is wrong. `line` counts from 1. */
interface ExportFault {
  readonly line: number;
  readonly workerKey?: string;
  readonly position?: number;
  readonly because: string;
}

export interface CheckedExport {
  /** The first of them; `faultCount` says how many there are. */
  readonly faults: readonly ExportFault[];
  readonly faultCount: number;
  readonly chains: number;
  readonly receipts: number;
  /** Receipts whose payload is the one they were written with, and those that cannot show it. */
  readonly payloads: number;
  readonly erased: number;
  /** Not among those erased: the chain itself says that a retention took them. */
  readonly forgotten: number;
  readonly notAsked: number;
  /** Intents that no outcome closes. */
  readonly open: number;
}

/** What is asked beside the chains themselves, for instance whether kept chain heads agree. */
export interface Witness {
  receipt(workerKey: string, reached: Reached): readonly ChainFault[];
  /** Asked where the file was to go on to the end of each chain: `last` is the last position of this one. */
  chainEnds(workerKey: string, last: number): readonly ChainFault[];
  /** Asked where the file was to have every chain. */
  fileEnds(workerKeys: ReadonlySet<string>): readonly (ChainFault & { readonly workerKey: string })[];
}

export interface ExportCheck {
  /** Takes the next line of the file. False for a first line that does not begin an export: there is nothing to check. */
  take(text: string): boolean;
  /** Epoch ms at which the export was written; undefined before its first line. */
  at(): number | undefined;
  finish(): CheckedExport;
}

const SHOWN = 200;

interface Current {
  readonly workerKey: string;
  readonly check: ChainCheck;
  readonly salt: string | undefined;
  last: number;
  /** Payloads that are gone, and of which the chain has not said yet what took them. */
  gone: number;
}

/** Checks an export line by line, so that its size does not matter. It needs nothing but the file. */
export function checkExport(witness?: Witness): ExportCheck {
  const faults: ExportFault[] = [];
  const counts = { faultCount: 0, receipts: 0, payloads: 0, erased: 0, forgotten: 0, notAsked: 0, open: 0 };
  const seen = new Set<string>();
  let line = 0;
  let beginning: Extract<ExportLine, { kind: 'export' }> | undefined;
  let current: Current | undefined;
  let isEnded = false;

  const fault = (found: ChainFault, workerKey = current?.workerKey) => {
    counts.faultCount++;
    if (faults.length < SHOWN) faults.push({ line, ...(workerKey !== undefined && { workerKey }), ...found });
  };

  const endChain = () => {
    if (!current) return;
    const { workerKey, check, last, gone } = current;
    counts.erased += gone;
    const { faults: found, open } = check.finish();
    counts.open += open;
    const isToItsEnd = beginning?.to === undefined;
    for (const one of [...found, ...((isToItsEnd && witness?.chainEnds(workerKey, last)) || [])]) fault(one);
    current = undefined;
  };

  const takeChain = (part: Extract<ExportLine, { kind: 'chain' }>, at: number) => {
    const { workerKey, from, salt } = part;
    if (current?.workerKey === workerKey) {
      for (const one of current.check.goOn(part)) fault(one);
      return;
    }
    endChain();
    if (seen.has(workerKey)) fault({ because: 'The chain of this worker is in the file twice' }, workerKey);
    seen.add(workerKey);
    current = { workerKey, salt, last: from - 1, gone: 0, check: checkChain(part, at) };
  };

  const takeReceipt = ({ header, payload, without }: Extract<ExportLine, { kind: 'receipt' }>) => {
    counts.receipts++;
    if (!current) return fault({ because: 'It belongs to no chain: the line that begins the chain is missing' });
    if (payload && current.salt !== undefined) counts.payloads++;
    if (isForgotten(header)) {
      counts.forgotten += current.gone;
      current.gone = 0;
    }
    if (without === 'erased') current.gone++;
    if (without === 'not-asked') counts.notAsked++;
    if (!payload && without === undefined)
      fault({ position: header.position, because: 'Its payload is missing, and it does not say that it was erased' });
    const { faults: found, reached } = current.check.take({ header, ...(payload && { payload }) });
    current.last = Math.max(current.last, reached.position);
    for (const one of [...found, ...(witness?.receipt(current.workerKey, reached) ?? [])]) fault(one);
  };

  return {
    take: (text) => {
      line++;
      const read = exportLine.safeParse(jsonOrUndefined(text));
      if (!beginning) {
        if (read.data?.kind !== 'export') return false;
        beginning = read.data;
        return true;
      }
      if (isEnded) fault({ because: 'It stands behind the end of the export' }, undefined);
      else if (!read.success) fault({ because: 'It is not a line of an export of receipts, or was changed' });
      else if (read.data.kind === 'chain') takeChain(read.data, beginning.at);
      else if (read.data.kind === 'receipt') takeReceipt(read.data);
      else if (read.data.kind === 'end') isEnded = true;
      else fault({ because: 'A second export begins here: give one file for each' }, undefined);
      return true;
    },
    at: () => beginning?.at,
    finish: () => {
      endChain();
      if (!isEnded)
        fault({ because: 'The export is cut off: its last line is missing, so chains may be missing too' }, undefined);
      const isWhole = beginning?.worker === undefined && beginning?.from === undefined && beginning?.to === undefined;
      for (const { workerKey, ...one } of (isWhole && witness?.fileEnds(seen)) || []) fault(one, workerKey);
      return { faults, chains: seen.size, ...counts };
    },
  };
}
