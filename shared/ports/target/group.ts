export interface Group {
  readonly id: string;
  /** The target's internal name. */
  readonly name: string;
  /** The name people see. */
  readonly alias?: string;
  readonly memberCount?: number;
}

export interface NewGroup {
  readonly alias: string;
  readonly description?: string;
}

export interface CreatedGroup {
  readonly group: Group;
  readonly how: 'created' | 'adopted';
}
