import {
  payloadHmac,
  type Receipt,
  type ReceiptHeader,
  type ReceiptPayload,
  receiptHash,
  type Verdict,
} from '../../domain/receipt.ts';
import type { Worker } from '../../domain/worker.ts';
import type { ProvisionDeps } from './deps.ts';

export type Entry = Pick<ReceiptHeader, 'target' | 'action' | 'entry' | 'verdict' | 'rule'> & {
  readonly accountId?: string;
  readonly closes?: number;
  readonly payload: ReceiptPayload;
};

export interface ReceiptChain {
  /** Appends one receipt and answers its position; several at once queue up behind each other. */
  append(entry: Entry): Promise<number>;
  /** Intents on a target that no outcome follows: an earlier run was cut off, or could not learn what became of them. */
  openIntents(target: string): readonly Receipt[];
  /**
   * What earlier or other runs wrote of steps on a target that may have happened, since the worker's last commit and since the first
   * open intent before it: not what was refused or not done, and not what observe mode only wrote down.
   */
  mayHaveHappened(target: string): readonly Receipt[];
  /** From where the next run reads: the first open intent, else the end of the chain. */
  resumeAt(): Worker['receipts'];
}

/** Opens a worker's chain for appending. Another writer may be at work: whoever finds a place taken takes the next. */
export async function openChain(
  worker: Worker,
  { ledger: { receipts }, clock }: Pick<ProvisionDeps, 'ledger' | 'clock'>,
): Promise<ReceiptChain> {
  const read: Receipt[] = [];
  let { next, lastHash } = worker.receipts;

  const take = (receipt: Receipt) => {
    read.push(receipt);
    next = receipt.header.position + 1;
    lastHash = receiptHash(receipt.header);
  };
  const catchUp = async () => {
    for (const receipt of await receipts.chain(worker.key, next)) take(receipt);
  };
  await catchUp();

  async function appendNow({ payload, ...entry }: Entry): Promise<number> {
    for (;;) {
      const at = { workerKey: worker.key, position: next, at: clock.now(), previousHash: lastHash };
      const receipt: Receipt = { header: { ...entry, ...at, payloadHmac: payloadHmac(payload, worker.salt) }, payload };
      if ((await receipts.append(receipt)) === 'appended') {
        take(receipt);
        return receipt.header.position;
      }
      await catchUp();
    }
  }

  let queue: Promise<unknown> = Promise.resolve();
  return {
    mayHaveHappened: (target) => mayHaveHappened(read).filter(({ header }) => header.target === target),
    append: (entry) => {
      const turn = queue.then(() => appendNow(entry));
      queue = turn.catch(() => undefined);
      return turn;
    },
    openIntents: (target) => openIntents(read).filter(({ header }) => header.target === target),
    resumeAt: () => {
      const [first] = openIntents(read);
      return first ? { next: first.header.position, lastHash: first.header.previousHash } : { next, lastHash };
    },
  };
}

function openIntents(receipts: readonly Receipt[]): readonly Receipt[] {
  const closed = new Set(receipts.map(({ header }) => header.closes));
  return receipts.filter(({ header }) => header.entry === 'intent' && !closed.has(header.position));
}

const NEVER_HAPPENED: readonly Verdict[] = ['would_apply', 'refused', 'not_done'];

function mayHaveHappened(receipts: readonly Receipt[]): readonly Receipt[] {
  const isUndone = ({ header }: Receipt) => NEVER_HAPPENED.includes(header.verdict);
  const closed = new Set(receipts.filter(isUndone).map(({ header }) => header.closes));
  return receipts.filter((receipt) => !isUndone(receipt) && !closed.has(receipt.header.position));
}
