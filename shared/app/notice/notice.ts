/** What provision tells metrics and logs, by stable names. */
export type NoticeName =
  /** Nothing is sent to a target for a while. */
  | 'gate-closed'
  /** A target forbids our credential one kind of write. */
  | 'write-forbidden'
  /** A change waits because an operator switched writes, or what takes access away, off. */
  | 'change-paused'
  | 'hold-opened'
  /** The same, of an ending that only a person can bring about or allow. */
  | 'leaver-held'
  /** Five minutes after it was due a leaver can still sign in, or nobody knows that they cannot. */
  | 'leaver-not-ended'
  /** A look found that others changed a managed account, before poll did. */
  | 'drift-seen'
  /** The same of an account whose worker's access had ended, and that can sign in. */
  | 'leaver-active-again'
  /** A target said yes and does not show it. */
  | 'unverified'
  /** API tokens that somebody who has left made, and that still work; `tokens` says how many. */
  | 'leaver-holds-tokens'
  /** The target did not list API tokens when somebody left: a person must. */
  | 'leaver-tokens-unknown'
  | 'account-claimed-by-another'
  /** A new source key was taken for another one of a known worker. */
  | 'source-key-joined'
  /** An event of a kind that is recorded and that nobody acts on yet. */
  | 'kind-not-acted-on'
  | 'event-decided'
  /** Something else came under the id of an event that the worker has; it was taken as an event of its own. */
  | 'delivery-id-reused';

/** Tells metrics and logs of something; ids and figures only. */
export type Notice = (name: NoticeName, ids: Readonly<Record<string, string | number>>) => void;
