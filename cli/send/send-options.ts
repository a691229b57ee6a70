/** What `send` was given. */
export interface SendOptions {
  readonly kind?: string;
  readonly sourceWorkerId?: string;
  readonly phase?: string;
  readonly date?: string;
  readonly timeZone?: string;
  readonly immediate?: boolean;
  readonly email?: string;
  /** `attribute=value`, each. */
  readonly set?: readonly string[];
  readonly engagementId?: string;
  readonly supersedes?: string;
  readonly sequence?: string;
  readonly id?: string;
  readonly hook?: string;
  readonly keyFile?: string;
  readonly dryRun?: boolean;
}

/** Of these none goes with a file: they say what the file would. */
export const EVENT_OPTIONS = [
  'kind',
  'sourceWorkerId',
  'phase',
  'date',
  'timeZone',
  'immediate',
  'email',
  'set',
  'engagementId',
  'supersedes',
  'sequence',
  'id',
] as const satisfies readonly (keyof SendOptions)[];
