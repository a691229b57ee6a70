import { actionOf } from '../../../domain/plan/action-of.ts';
import { payloadHmac, type Receipt, type ReceiptHeader, receiptHash, type Verdict } from '../../../domain/receipt.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { Entry } from './entry.ts';

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
  /**
   * Invitations of ours that may have made an account on a target, and of which none is the worker's yet: nothing said that they did
   * not happen, and the account their outcome names, if it names one, was never committed.
   */
  openInvitations(target: string): readonly OpenInvitation[];
  /** The target was seen without the account of an invitation for so long that none is expected any more. */
  giveUp(invitation: OpenInvitation): void;
  /** From where the next run reads, once `targets` is committed: the first intent or invitation that is open, else the end. */
  resumeAt(targets: Worker['targets']): Worker['receipts'];
}

export interface OpenInvitation {
  /** Of its intent. */
  readonly position: number;
  readonly target: string;
  readonly email: string;
  /** Epoch ms at which the intent was written; the request went out after it. */
  readonly at: number;
  /** The account that an earlier run saw, and did not come to commit. */
  readonly accountId?: string;
}

/** Opens a worker's chain for appending. Another writer may be at work: a writer that finds a place taken takes the next. */
export async function openChain(
  worker: Worker,
  { ledger: { receipts }, clock }: Pick<ProvisionDeps, 'ledger' | 'clock'>,
): Promise<ReceiptChain> {
  const read: Receipt[] = [];
  const givenUp = new Set<number>();
  let { next, lastHash } = worker.receipts;
  const openUnder = (targets: Worker['targets']) =>
    invitationsWithout(read, targets).filter(({ position }) => !givenUp.has(position));

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
      const same = read.find(({ header }) => isSameOutcome(header, entry));
      if (same) return same.header.position;
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
    openInvitations: (target) => openUnder(worker.targets).filter((invitation) => invitation.target === target),
    giveUp: ({ position }) => void givenUp.add(position),
    resumeAt: (targets) => {
      const open = new Set(openUnder(targets).map(({ position }) => position));
      for (const { header } of openIntents(read)) open.add(header.position);
      const first = read.find(({ header }) => open.has(header.position));
      return first ? { next: first.header.position, lastHash: first.header.previousHash } : { next, lastHash };
    },
  };
}

/** Two runs that overlap may see the same come of one intent; that is written once. */
const isSameOutcome = (header: ReceiptHeader, { closes, verdict }: Omit<Entry, 'payload'>): boolean =>
  closes !== undefined && header.closes === closes && header.verdict === verdict;

function openIntents(receipts: readonly Receipt[]): readonly Receipt[] {
  const closed = new Set(receipts.map(({ header }) => header.closes));
  return receipts.filter(({ header }) => header.entry === 'intent' && !closed.has(header.position));
}

const NEVER_HAPPENED: readonly Verdict[] = ['would_apply', 'refused', 'not_done'];

/** Invitations without an account among those of `targets`. An outcome that names no account is taken for any that is there. */
function invitationsWithout(receipts: readonly Receipt[], targets: Worker['targets']): readonly OpenInvitation[] {
  const outcomes = new Map(
    receipts.flatMap(({ header }) => (header.closes === undefined ? [] : [[header.closes, header]])),
  );
  return receipts.flatMap((receipt): readonly OpenInvitation[] => {
    const { position, target, at, entry } = receipt.header;
    const action = entry === 'intent' ? actionOf(receipt) : undefined;
    if (action?.kind !== 'invite') return [];
    const outcome = outcomes.get(position);
    const { accountId } = outcome ?? {};
    const accounts = targets[target]?.accounts ?? [];
    const isThere = accountId === undefined ? accounts.length > 0 : accounts.some(({ id }) => id === accountId);
    const isOver = outcome && (outcome.verdict === 'closed' || NEVER_HAPPENED.includes(outcome.verdict) || isThere);
    return isOver ? [] : [{ position, target, email: action.email, at, ...(accountId !== undefined && { accountId }) }];
  });
}

function mayHaveHappened(receipts: readonly Receipt[]): readonly Receipt[] {
  const isUndone = ({ header }: Receipt) => NEVER_HAPPENED.includes(header.verdict);
  const closed = new Set(receipts.filter(isUndone).map(({ header }) => header.closes));
  return receipts.filter((receipt) => !isUndone(receipt) && !closed.has(receipt.header.position));
}
