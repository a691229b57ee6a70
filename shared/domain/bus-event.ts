/** Every type of event on the bus. */
export type BusEventName =
  | 'InvitationSent'
  | 'AccountAdopted'
  | 'AccessEnded'
  | 'InventoryTaken'
  | 'AccountDiscovered'
  | 'InvitationAccepted'
  | 'FirstLogin'
  | 'AccountEnabled'
  | 'AccountDisabled'
  | 'RoleChanged'
  | 'ProfileChanged'
  | 'AccountRemoved'
  | 'DriftDetected'
  | 'SponsorshipEnds';

/** What happened, for the bus: ids only. */
export interface BusEvent {
  readonly type: BusEventName;
  readonly target?: string;
  readonly accountId?: string;
  readonly workerKey?: string;
  /** Epoch ms. */
  readonly at: number;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}
