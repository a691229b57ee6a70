/** Every name under which this system logs. A line carries ids and counts; never a body, a name or an address. */
export type LogEvent =
  | 'connection-unknown'
  | 'delivery-accepted'
  | 'delivery-failed'
  | 'delivery-not-marked'
  | 'delivery-quarantined'
  | 'delivery-repeated'
  | 'delivery-too-large'
  | 'delivery-unauthentic'
  | 'invocation-failed'
  | 'record-failed'
  | 'record-not-delayed'
  | 'record-not-parked'
  | 'record-parked';
