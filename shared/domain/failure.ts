/** Our own trouble (a bug, our own store): the same work may succeed later, so the message comes back. */
export class RetryableError extends Error {
  override readonly name = 'RetryableError';
}

/** The same work can never succeed as it stands; a person has to change something. The message is parked. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
}
