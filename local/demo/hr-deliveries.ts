import { createHmac, randomUUID } from 'node:crypto';

import type { Colleague } from './staff.ts';

/** What an event says beside whom it is about. */
export interface Spoken {
  readonly phase?: string;
  readonly date?: string;
  readonly immediate?: boolean;
  /** The id of the event that this one replaces. */
  readonly supersedes?: string;
  readonly id?: string;
}

interface Said {
  readonly kind: string;
  readonly about: Colleague;
  readonly spoken: Spoken;
}

/** A canonical event, signed as Standard Webhooks asks. `now` in epoch ms. */
export function fromHr({ kind, about, spoken }: Said, key: string, now: number): RequestInit {
  const { id, name, email, attributes, startDate } = about;
  const { phase = 'effective', immediate = false, supersedes, date = startDate, id: webhookId = randomUUID() } = spoken;
  const body = JSON.stringify({
    specversion: '1.0',
    id: webhookId,
    source: 'urn:example:hr',
    type: `com.example.hr.${kind}.v1`,
    time: new Date(now).toISOString(),
    data: {
      kind,
      phase,
      ...(supersedes !== undefined && { supersedes }),
      worker: { sourceWorkerId: id, workEmail: email, displayName: name, ...attributes },
      effective: { date, timeZone: 'Europe/Berlin', immediate },
    },
  });
  const timestamp = String(Math.floor(now / 1_000));
  const mac = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'));
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/cloudevents+json',
      'webhook-id': webhookId,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${mac.update(`${webhookId}.${timestamp}.${body}`).digest('base64')}`,
    },
  };
}

/** A new worker, as BambooHR's field-based webhook sends them. */
export function fromBambooHr(
  { id, name, email, attributes, startDate }: Colleague,
  key: string,
  now: number,
): RequestInit {
  const [firstName = '', ...rest] = name.split(' ');
  const fields = {
    firstName,
    lastName: rest.join(' '),
    workEmail: email,
    status: 'Active',
    hireDate: startDate,
    ...attributes,
  };
  const body = JSON.stringify({
    employees: [
      {
        id,
        action: 'Created',
        timestamp: new Date(now).toISOString(),
        changedFields: Object.keys(fields),
        fields: { ...fields, terminationDate: '' },
      },
    ],
  });
  const timestamp = String(Math.floor(now / 1_000));
  const signature = createHmac('sha256', key).update(body).update(timestamp).digest('hex');
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-bamboohr-timestamp': timestamp,
      'x-bamboohr-signature': signature,
    },
  };
}
