import { createHash, createHmac } from 'node:crypto';

import { canonicalJson } from './text/canonical-json.ts';

/** The part of a receipt that is kept for ever and holds nothing personal. One action is two receipts: intent, then outcome. */
export interface ReceiptHeader {
  readonly workerKey: string;
  /** Position in the worker's chain, from 0. */
  readonly position: number;
  readonly target: string;
  readonly accountId?: string;
  /** The kind of the action, for instance `invite` or `disable`. */
  readonly action: string;
  readonly entry: 'intent' | 'outcome';
  readonly verdict: Verdict;
  /** For an outcome: the position of the intent it closes. */
  readonly closes?: number;
  /** The policy rule, override or message that asked for it. */
  readonly rule: string;
  /** Epoch ms. */
  readonly at: number;
  readonly previousHash: string;
  /** HMAC of the payload under the worker's salt. */
  readonly payloadHmac: string;
}

/**
 * `verified` and `unverified`: done, and read back or not. For leavers `ended`, `reduced` (can still sign in) or `refused`.
 * `would_apply`: observe mode. `closed`: an intent without an outcome, closed by a later run with what it reads.
 */
export type Verdict =
  | 'intended'
  | 'verified'
  | 'unverified'
  | 'ended'
  | 'reduced'
  | 'refused'
  | 'would_apply'
  | 'not_done'
  | 'closed';

/** The part that may hold personal data, kept beside the header until erased. */
export type ReceiptPayload = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

export interface Receipt {
  readonly header: ReceiptHeader;
  /** Undefined once erased. */
  readonly payload?: ReceiptPayload;
}

/** How people name a receipt: by the chain it is in, and its position there. */
export const receiptName = ({ workerKey, position }: Pick<ReceiptHeader, 'workerKey' | 'position'>): string =>
  `${workerKey}@${position}`;

/** The chain and the position that a name says; undefined for a text that names no receipt. */
export function readReceiptName(name: string): Pick<ReceiptHeader, 'workerKey' | 'position'> | undefined {
  const [, workerKey, position] = /^(.+)@(\d{1,9})$/.exec(name) ?? [];
  return workerKey === undefined ? undefined : { workerKey, position: Number(position) };
}

/** The hash that the next receipt of the chain carries. */
export const receiptHash = (header: ReceiptHeader): string =>
  createHash('sha256').update(canonicalJson(header)).digest('hex');

export const payloadHmac = (payload: ReceiptPayload, salt: string): string =>
  createHmac('sha256', salt).update(canonicalJson(payload)).digest('hex');

/**
 * Checks a whole chain from its start. Without the salt payloads are not checked, and an erased one is never an error.
 * Answers the position of the first receipt that is wrong, undefined when all is well.
 */
export function brokenAt(chain: readonly Receipt[], salt: string | undefined): number | undefined {
  let previousHash = '';
  for (const [position, { header, payload }] of chain.entries()) {
    const isLinked = header.position === position && header.previousHash === previousHash;
    const isPayload = !payload || salt === undefined || payloadHmac(payload, salt) === header.payloadHmac;
    if (!isLinked || !isPayload) return position;
    previousHash = receiptHash(header);
  }
  return undefined;
}

/** Whether the last outcome of some action among these, the oldest first, is that the target did not show it: it may show it later. */
export function isUnproven(headers: readonly Pick<ReceiptHeader, 'action' | 'entry' | 'verdict'>[]): boolean {
  const last = new Map(
    headers.filter(({ entry }) => entry === 'outcome').map(({ action, verdict }) => [action, verdict]),
  );
  return [...last.values()].includes('unverified');
}
