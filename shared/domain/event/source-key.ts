import { createHash } from 'node:crypto';

import { canonicalJson } from '../text/canonical-json.ts';

const PLAIN = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * The connection's id and HR's own id for the worker as one text of at most 128 letters, digits and `._-:`, so that it can be the queue's
 * MessageGroupId. An id with other characters is replaced by its hash.
 */
export function sourceKey(connection: string, sourceWorkerId: string): string {
  const id = PLAIN.test(sourceWorkerId) ? sourceWorkerId : `sha256-${digest(sourceWorkerId)}`;
  return `${connection}:${id}`;
}

/** The connection that a source key is of. */
export const connectionOf = (key: string): string => key.slice(0, key.lastIndexOf(':'));

/** hash(connection, the vendor's event id or the body's digest, index within the delivery). */
export function eventId(connection: string, vendorEventId: string, index: number): string {
  return `evt_${digest(JSON.stringify([connection, vendorEventId, index])).slice(0, 40)}`;
}

/** The key of the worker whom a source key becomes that is separated from another one: the same whenever that is tried again. */
export const separatedKey = (workerKey: string, key: string): string =>
  digest(JSON.stringify(['separated', workerKey, key])).replace(/(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');

/** Names what was said, whatever the order of its fields: an object of a known, shallow shape. */
export const contentDigest = (said: object): string => digest(canonicalJson(said)).slice(0, 40);

/** The id of an event that came under the id of another one: as fixed as that one, and of what it says. */
export const idBeside = (id: string, content: string): string =>
  `evt_${digest(JSON.stringify([id, content])).slice(0, 40)}`;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
