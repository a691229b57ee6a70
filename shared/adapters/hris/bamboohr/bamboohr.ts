import { createHash } from 'node:crypto';

import { type DecodedEvent, decodeLifecycleEvent } from '../../../contracts/lifecycle-event.ts';
import { PermanentError } from '../../../domain/failure.ts';
import type { Delivery, HrisConnection, Normalised, Verification } from '../../../ports/hris.ts';
import { attributesOf } from './attributes.ts';
import { type EmployeeRecord, recordsOf } from './employee-record.ts';
import { momentOf } from './moment.ts';
import { isSigned } from './signature.ts';
import { thingsSaid } from './things-said.ts';

export interface BamboohrSettings {
  readonly name: string;
  /** How far the signed time of a delivery may be from ours, either way. */
  readonly toleranceSeconds: number;
  readonly defaultTimeZone: string;
}

const unauthentic = (because: string): Verification => ({ kind: 'unauthentic', because });

/** BambooHR's field-based webhooks: each delivery names employees, what changed, and what their fields are now. */
export function bamboohrConnection({ name, toleranceSeconds, defaultTimeZone }: BamboohrSettings): HrisConnection {
  function verify({ headers, body }: Delivery, keys: readonly string[], now: number): Verification {
    if (keys.length === 0) {
      throw new PermanentError(
        `The connection ${name} has no key, so nothing can be verified; put one into its secret`,
      );
    }
    const { 'x-bamboohr-timestamp': timestamp = '', 'x-bamboohr-signature': signature } = headers;
    const at = momentOf(timestamp);
    if (at === undefined) return unauthentic('x-bamboohr-timestamp is missing or is not a time');
    if (!signature) return unauthentic('x-bamboohr-signature is missing');
    if (Math.abs(now - at) > toleranceSeconds * 1000) {
      return unauthentic('x-bamboohr-timestamp is too far from our time');
    }
    return isSigned({ body, timestamp }, signature, keys)
      ? { kind: 'authentic' }
      : unauthentic('the signature holds under no key');
  }

  /**
   * BambooHR gives no id, so a delivery is its bytes. Where they hold no time, the same change at two times has the same bytes; there the
   * time of sending tells them apart, and a retry that is signed anew only says the same once more.
   */
  function digest({ headers, body }: Delivery): string {
    const records = recordsOf(body);
    const isDated =
      typeof records !== 'string' &&
      records.every((one) => one.kind === 'record' && one.record.occurredAt !== undefined);
    const sent = isDated ? '' : (headers['x-bamboohr-timestamp'] ?? '');
    return createHash('sha256').update(`${name}|body|${sent}|`).update(body).digest('hex');
  }

  function normalise(delivery: Delivery): Normalised {
    const records = recordsOf(delivery.body);
    if (typeof records === 'string') return { events: [], unknown: [], unintelligible: [records] };
    const id = digest(delivery);
    const sentAt = momentOf(delivery.headers['x-bamboohr-timestamp'] ?? '');
    const decoded = records.flatMap((one, index): readonly DecodedEvent[] => {
      if (one.kind === 'unknown-action') return [{ kind: 'unknown-kind', because: one.because }];
      if (one.kind === 'unintelligible') return [one];
      return eventsOf(one.record, { id: `${id} ${index}`, at: `employees.${index}`, sentAt });
    });
    return {
      events: decoded.flatMap((one) => (one.kind === 'event' ? [one.event] : [])),
      unknown: decoded.flatMap((one) =>
        one.kind === 'unknown-kind' || one.kind === 'unknown-phase' ? [one.because] : [],
      ),
      unintelligible: decoded.flatMap((one) => (one.kind === 'unintelligible' ? [one.because] : [])),
    };
  }

  /** A record that is not understood whole says nothing: half of it could end somebody's access, or give it. */
  function eventsOf(
    record: EmployeeRecord,
    { id, at, sentAt }: { readonly id: string; readonly at: string; readonly sentAt: number | undefined },
  ): readonly DecodedEvent[] {
    const wrong = (because: string): readonly DecodedEvent[] => [
      { kind: 'unintelligible', because: `${at} ${because}` },
    ];
    const occurredAt = record.occurredAt ?? sentAt;
    if (occurredAt === undefined) return wrong('has no timestamp, and neither has the delivery');
    const things = thingsSaid(record, { occurredAt, timeZone: defaultTimeZone });
    if (typeof things === 'string') return wrong(things);
    const worker = { sourceWorkerId: record.employeeId, ...attributesOf(record) };
    const events = things.map(({ kind, phase, date }) =>
      decodeLifecycleEvent(
        {
          specversion: '1.0',
          id: `${id} ${kind}`,
          source: 'bamboohr',
          type: record.action,
          time: new Date(occurredAt).toISOString(),
          data: { kind, phase, worker, effective: date === null ? null : { date } },
        },
        {
          connection: name,
          defaultTimeZone,
          vendorEventId: (_source, own) => own,
          supersededEventId: (_s, own) => own,
        },
      ),
    );
    const failed = events.find((one) => one.kind !== 'event');
    return failed ? wrong(failed.because) : events;
  }

  return { name, door: 'hooks', hasKeys: true, reads: ['x-bamboohr-timestamp'], verify, digest, normalise };
}
