import { createHash } from 'node:crypto';

import { isAhead } from '../../../contracts/event/event-time.ts';
import { type DecodedEvent, decodeLifecycleEvent } from '../../../contracts/event/lifecycle-event.ts';
import { sortDecoded } from '../../../contracts/event/sort-decoded.ts';
import type { LifecycleEvent, Rejected } from '../../../domain/event/lifecycle-event.ts';
import type { Receipt } from '../../../domain/event/order.ts';
import { PermanentError } from '../../../domain/failure.ts';
import type { Delivery, HrisConnection, Normalised, Verification } from '../../../ports/hris.ts';
import { attributesOf, unusableAttributes } from './attributes.ts';
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

/** What a record was sent with. */
interface Sent {
  readonly id: string;
  readonly at: string;
  readonly sentAt: number | undefined;
  readonly receipt: Receipt;
  /** Which record of the delivery it is. */
  readonly index: number;
}

/**
 * BambooHR's own word for a worker who does not work there. An end says it from its last day on, whatever kind of employment the record names: it
 * has one spell for each employee, so that an end whose day means another one is noticed.
 */
const LEFT = { employmentStatus: 'Inactive' };

/** More than a record says. */
const MOST_THINGS = 10;

const unauthentic = (because: string): Verification => ({ kind: 'unauthentic', because });

/** BambooHR's field-based webhooks: each delivery names employees, what changed, and what their fields are now. */
export function bamboohrConnection({ name, toleranceSeconds, defaultTimeZone }: BamboohrSettings): HrisConnection {
  function verify({ headers, body }: Delivery, keys: readonly string[], now: number): Verification {
    if (keys.length === 0) {
      throw new PermanentError(
        `The connection ${name} has no key, so its deliveries cannot be verified; put a key into its secret`,
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
      : unauthentic('the signature matches no key');
  }

  /**
   * BambooHR gives no id, so a delivery is its bytes. Where they hold no time, the same change at two times has the same bytes; there the
   * time of sending tells them apart, and a retry that is signed again only repeats the same events.
   */
  function digest({ headers, body }: Delivery): string {
    const records = recordsOf(body);
    const isDated =
      typeof records !== 'string' &&
      records.every((one) => one.kind === 'record' && one.record.occurredAt !== undefined);
    const sent = isDated ? '' : (headers['x-bamboohr-timestamp'] ?? '');
    return createHash('sha256').update(`${name}|body|${sent}|`).update(body).digest('hex');
  }

  function normalise(delivery: Delivery, receipt: Receipt): Normalised {
    const records = recordsOf(delivery.body);
    if (typeof records === 'string') return { events: [], rejected: [], unknown: [], unintelligible: [records] };
    const id = digest(delivery);
    const sentAt = momentOf(delivery.headers['x-bamboohr-timestamp'] ?? '');
    const decoded = records.flatMap((one, index): readonly DecodedEvent[] => {
      if (one.kind === 'unknown-action') return [{ kind: 'unknown-kind', because: one.because }];
      if (one.kind === 'unintelligible') return [one];
      return eventsOf(one.record, { id: `${id} ${index}`, at: `employees.${index}`, sentAt, receipt, index });
    });
    return sortDecoded(decoded);
  }

  function eventsOf(record: EmployeeRecord, { id, at, sentAt, receipt, index }: Sent): readonly DecodedEvent[] {
    const refused = (because: string): DecodedEvent => ({ kind: 'unintelligible', because: `${at}${because}` });
    const stated = record.occurredAt ?? sentAt ?? receipt.at;
    const occurredAt = isAhead(stated, receipt.at) ? receipt.at : stated;
    const said = thingsSaid(record, { occurredAt, heardAt: sentAt ?? receipt.at, timeZone: defaultTimeZone });
    const worker = { sourceWorkerId: record.employeeId, ...attributesOf(record) };
    const events = said.things.map(({ kind, phase, date }, thing): DecodedEvent => {
      const decoded = decodeLifecycleEvent(
        {
          specversion: '1.0',
          id: `${id} ${kind}`,
          source: 'bamboohr',
          type: record.action,
          time: new Date(stated).toISOString(),
          data: {
            kind,
            phase,
            worker: kind === 'left' && phase !== 'cancelled' ? { ...worker, ...LEFT } : worker,
            effective: date === null ? null : { date, timeZone: defaultTimeZone },
          },
        },
        {
          connection: name,
          defaultTimeZone,
          receipt,
          place: index * MOST_THINGS + thing,
          isIdOfBody: true,
          vendorEventId: (_source, own) => own,
          supersededEventId: (_source, own) => own,
        },
      );
      if (decoded.kind !== 'event') return refused(` ${decoded.because}`);
      // of an end without a date the record says more than the event can
      const own = decoded.rejected.filter(({ attribute }) => attribute !== 'date');
      return withRejected(decoded.event, [...unusableAttributes(record), ...said.rejected, ...own]);
    });
    return said.refused ? [...events, refused(`.${sentenceOf(said.refused)}`)] : events;
  }

  return { name, door: 'hooks', hasKeys: true, reads: ['x-bamboohr-timestamp'], verify, digest, normalise };
}

/** An event, and all that was left out of it, each once. */
function withRejected(event: LifecycleEvent, all: readonly Rejected[]): DecodedEvent {
  const rejected = [...new Map(all.map((one) => [one.attribute, one])).values()];
  const names = rejected.map(({ attribute }) => attribute);
  return { kind: 'event', event: { ...event, ...(names.length > 0 && { rejected: names }) }, rejected };
}

const OF_THE_RECORD = ['action', 'timestamp', 'changedFields', 'fields'];

const sentenceOf = ({ attribute, why }: Rejected): string =>
  `${OF_THE_RECORD.includes(attribute) ? '' : 'fields.'}${attribute} ${why}`;
