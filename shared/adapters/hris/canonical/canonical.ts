import { createHash } from 'node:crypto';
import { decodeLifecycleEvent, type Origin } from '../../../contracts/event/lifecycle-event.ts';
import { parseEventBody } from '../../../contracts/event/lifecycle-event-body.ts';
import { sortDecoded } from '../../../contracts/event/sort-decoded.ts';
import type { Receipt } from '../../../domain/event/order.ts';
import type { HrisConnection, Normalised } from '../../../ports/hris.ts';

const MAX_BATCH = 100;

export interface CanonicalSettings {
  readonly name: string;
  readonly defaultTimeZone: string;
  readonly sequence?: 'always';
}

/**
 * Systems that speak the canonical event themselves and sign as AWS principals. A body is one event or a CloudEvents
 * batch. Events are known by `source|id`; `supersedes` may name an id of the same source alone.
 */
export function canonicalConnection({ name, defaultTimeZone, sequence }: CanonicalSettings): HrisConnection {
  const originAt = (receipt: Receipt, place: number): Origin => ({
    connection: name,
    defaultTimeZone,
    sequence,
    receipt,
    place,
    vendorEventId: (source, id) => (source === undefined || id === undefined ? undefined : `${source}|${id}`),
    supersededEventId: (source, supersedes) => {
      if (supersedes.includes('|')) return supersedes;
      return source === undefined ? undefined : `${source}|${supersedes}`;
    },
  });

  return {
    name,
    door: 'events',
    hasKeys: false,
    reads: [],
    verify: ({ isAwsSigned }) =>
      isAwsSigned
        ? { kind: 'authentic' }
        : { kind: 'unauthentic', because: 'the gateway names no AWS principal; give the route AWS_IAM authorisation' },
    digest: ({ body }) => createHash('sha256').update(`${name}|body|`).update(body).digest('hex'),
    normalise: ({ body }, receipt) => normalise(body, (place) => originAt(receipt, place)),
  };
}

function normalise(body: Uint8Array, originAt: (place: number) => Origin): Normalised {
  const parsed = parseEventBody(body);
  const isBatch = Array.isArray(parsed);
  const inputs: readonly unknown[] = isBatch ? parsed : [parsed];
  if (parsed === undefined) return nothingBut('the body is not JSON in UTF-8');
  if (inputs.length > MAX_BATCH) return nothingBut(`a batch holds at most ${MAX_BATCH} events; send it in parts`);

  const decoded = inputs.map((input, index) => {
    const result = decodeLifecycleEvent(input, originAt(index));
    return result.kind === 'event' || !isBatch ? result : { ...result, because: `[${index}]: ${result.because}` };
  });
  return sortDecoded(decoded);
}

const nothingBut = (because: string): Normalised => ({
  events: [],
  rejected: [],
  unknown: [],
  unintelligible: [because],
});
