/** A part of one worker's chain, as a file says that it is. */
export interface ChainPart {
  readonly workerKey: string;
  readonly from: number;
  /** How many receipts follow. */
  readonly receipts: number;
  /** Of the whole chain, when it was read. */
  readonly length: number;
  readonly salt?: string | undefined;
}

export interface ChainFault {
  readonly position?: number;
  /** A sentence for the auditor. It quotes nothing of a receipt but positions. */
  readonly because: string;
}

/** Where a chain stands behind a position. */
export interface Reached {
  readonly position: number;
  readonly hash: string;
}
