export const METRIC_NAMESPACE = 'AtlanLifecycle';

/** Every metric of ours. Alarms and dashboards take the names from here too. */
export type Metric =
  /** An authentic delivery whose events are all on the queue. */
  | 'DeliveryAccepted'
  /** An authentic delivery whose events were on the queue already. */
  | 'DeliveryRepeated'
  /** An authentic delivery with something in it that could not be understood; it was kept. */
  | 'DeliveryQuarantined'
  /** Something else came under the id of an event that was there before; it was taken as an event of its own. */
  | 'DeliveryIdReused'
  /** Something of an event that was taken was not usable and was left out; for each connection and attribute. */
  | 'AttributeRejected'
  /** A delivery with an event of a kind or phase that this version does not know; it was kept, nobody acted on it. */
  | 'EventUnknown'
  /** A delivery that failed verification; its sender may give up on it. */
  | 'DeliveryUnauthentic'
  /** A delivery answered 503 because of our own trouble; its sender should send it again. */
  | 'DeliveryFailed'
  /** A delivery to a connection that is not configured; it was answered 404. */
  | 'ConnectionUnknown'
  /** A delivery larger than is read; it was answered 413. */
  | 'DeliveryTooLarge'
  /** Nothing is sent to a target for a while: too many requests, an outage, refused credentials. */
  | 'GateClosed'
  /** The same, because the target does not accept our token. */
  | 'CredentialsRefused'
  /** A target forbids our credential one kind of write. */
  | 'WriteForbidden'
  /** A plan waits for a person. */
  | 'HoldOpened'
  /** The same, where a leaver can sign in until a person acts. */
  | 'LeaverHeld'
  /** How long the oldest plan has waited for a person, once a minute; 0 when none does. */
  | 'OldestHoldMinutes'
  /** A person approved or rejected a plan. */
  | 'HoldDecided'
  /** A change waits because an operator switched writes, or what takes access away, off. */
  | 'ChangePaused'
  /** An operator opened a target's gate. */
  | 'GateOpened'
  /** An operator switched something off or on again. */
  | 'SwitchTurned'
  /** An operator ended somebody's access, or took that back. */
  | 'OverrideStated'
  | 'OverrideLifted'
  /** An operator ended somebody's access, protected accounts included. */
  | 'ProtectedOverruled'
  /** An operator ended somebody's access whatever is switched off. */
  | 'SwitchOverruled'
  /** Somebody set a target's mode. */
  | 'ModeSet'
  /** An operator was answered 503 because of our own trouble. */
  | 'OperateFailed'
  /** A look five minutes or more after it was due found that a leaver can still sign in, or could not tell. */
  | 'LeaverNotEnded'
  /** Somebody who has left made API tokens that still work. */
  | 'LeaverHoldsTokens'
  /** A target did not list API tokens when somebody left. */
  | 'LeaverTokensUnknown'
  /** By class, how long the one has waited who waits longest to be looked at, once a minute in minutes; 0 when none does. */
  | 'OldestEndingMinutes'
  | 'OldestPendingDisableMinutes'
  | 'OldestJoinerMinutes'
  | 'OldestLookMinutes'
  /** A target said yes and does not show it. */
  | 'Unverified'
  /** Two workers want one account. */
  | 'AccountClaimedByAnother'
  /** A new source key was taken for another one of a known worker. */
  | 'SourceKeyJoined'
  /** An event of a kind that is recorded and that nobody acts on yet. */
  | 'KindNotActedOn'
  /** An event was recorded, or was known, or was superseded. */
  | 'EventDecided'
  /** A message was parked. */
  | 'MessageParked'
  /** An operator had a parked message sent again. */
  | 'MessageRedriven'
  /** An operator had a delivery read again that had not been understood. */
  | 'DeliveryReplayed'
  /** Everybody of a target was seen, or asked for. */
  | 'SweepFinished'
  /** A sweep stopped at something that is not explained by waiting; the next tick goes on. */
  | 'SweepFailed'
  /** A managed account differs from what our last receipt left. */
  | 'DriftSeen'
  /** Somebody whose access had ended can sign in again. */
  | 'LeaverActiveAgain'
  /** Days until the token for a target ends by itself, as the target says. */
  | 'TokenExpiresInDays'
  /** The token for a target was replaced. */
  | 'TokenRotated'
  /** A step of replacing the token for a target failed; the one there was stays. */
  | 'RotationFailed';

/** Metrics that no function counts: CloudWatch reads them out of the HTTP API's access log, for each API. */
export type AccessLogMetric =
  /** A request that the HTTP API answered 429 by itself, since there were too many. */
  | 'ApiThrottled'
  /** A request to `/events` that AWS refused: not signed, signed wrongly, or by a principal that may not call it. */
  | 'EventsForbidden';
