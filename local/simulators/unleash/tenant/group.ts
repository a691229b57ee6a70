export interface Member {
  readonly userId: number;
  /** Epoch ms. */
  readonly joinedAt: number;
  readonly createdBy: string;
}

export interface Group {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly mappingsSSO: readonly string[];
  readonly rootRole: number | null;
  readonly createdBy: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly scimId: string | null;
  readonly members: readonly Member[];
}
