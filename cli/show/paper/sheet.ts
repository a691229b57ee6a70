export type Cell = string | number | boolean | undefined;

/** Rows under a head, as a table or for a spreadsheet. */
export interface Sheet {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
