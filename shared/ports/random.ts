/** The only source of chance. */
export interface Random {
  uuid(): string;
  /** In [0, 1). */
  fraction(): number;
}
