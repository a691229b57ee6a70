import { createHash } from 'node:crypto';
import { decodeLifecycleEvent } from '../../../contracts/event/lifecycle-event.ts';
import { parseEventBody } from '../../../contracts/event/lifecycle-event-body.ts';
import { sortDecoded } from '../../../contracts/event/sort-decoded.ts';
import type { Receipt } from '../../../domain/event/order.ts';
import { PermanentError } from '../../../domain/failure.ts';
import type { Delivery, HrisConnection, Normalised, Verification } from '../../../ports/hris.ts';
import { isSigned } from './signature.ts';

export interface StandardWebhooksSettings {
  readonly name: string;
  /** How far the sender's clock may be from ours, either way. */
  readonly toleranceSeconds: number;
  readonly defaultTimeZone: string;
  readonly sequence?: 'always';
}

/** With dots one signature could be valid for another id and time. */
const ID = /^[^.\s]{1,256}$/;
const TIMESTAMP = /^\d{1,12}$/;

const unauthentic = (because: string): Verification => ({ kind: 'unauthentic', because });

/** Standard Webhooks 1.0.0. A body is one canonical event, known by its `webhook-id`. */
export function standardWebhooksConnection(settings: StandardWebhooksSettings): HrisConnection {
  const { name, toleranceSeconds, defaultTimeZone, sequence } = settings;

  function verify({ headers, body }: Delivery, keys: readonly string[], now: number): Verification {
    if (keys.length === 0) {
      throw new PermanentError(
        `The connection ${name} has no key, so its deliveries cannot be verified; put a key into its secret`,
      );
    }
    const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': signature } = headers;
    if (!ID.test(id)) return unauthentic('webhook-id is missing or malformed');
    if (!TIMESTAMP.test(timestamp)) return unauthentic('webhook-timestamp is missing or is not whole seconds');
    if (!signature) return unauthentic('webhook-signature is missing');
    if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds) {
      return unauthentic('webhook-timestamp is too far from our time');
    }
    const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
    return isSigned(signed, signature, keys) ? { kind: 'authentic' } : unauthentic('no signature matches any key');
  }

  function normalise({ headers, body }: Delivery, receipt: Receipt): Normalised {
    const parsed = parseEventBody(body);
    if (parsed === undefined)
      return { events: [], rejected: [], unknown: [], unintelligible: ['the body is not JSON in UTF-8'] };
    const decoded = decodeLifecycleEvent(parsed, {
      connection: name,
      defaultTimeZone,
      sequence,
      receipt,
      place: 0,
      vendorEventId: () => headers['webhook-id'] ?? '',
      supersededEventId: (_source, supersedes) => supersedes,
    });
    return sortDecoded([decoded]);
  }

  return {
    name,
    door: 'hooks',
    hasKeys: true,
    reads: ['webhook-id'],
    verify,
    digest: ({ headers, body }) =>
      createHash('sha256')
        .update(`${name}|webhook-id|${headers['webhook-id'] ?? ''}|`)
        .update(body)
        .digest('hex'),
    normalise,
  };
}
