import { describe, expect, it } from 'vitest';

import { hrisConnections } from '../../../../shared/adapters/hris/registry.ts';
import { readConfig } from '../../../../shared/contracts/config/read-config.ts';
import type { Delivery, HrisConnection } from '../../../../shared/ports/hris.ts';
import { bamboohrDelivery } from '../../../support/bamboohr.ts';
import { canonicalEvent } from '../../../support/canonical.ts';
import { receiptAt } from '../../../support/receipt.ts';

const BODY = Buffer.from(JSON.stringify(canonicalEvent()));
const undated = bamboohrDelivery(
  [{ id: 7, action: 'Created', changedFields: ['hireDate'], fields: { hireDate: '2026-04-01' } }],
  {
    at: Date.parse('2026-03-02T09:00:00Z'),
  },
);
const DELIVERIES: Readonly<Record<string, Delivery>> = {
  standard: {
    headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': '1772442000', 'webhook-signature': 'v1,x' },
    body: BODY,
    isAwsSigned: false,
  },
  bamboo: undated,
  canonical: { headers: { 'content-type': 'application/cloudevents+json' }, body: BODY, isAwsSigned: true },
};

const { connections } = readConfig({
  connections: {
    standard: { kind: 'standard-webhooks' },
    bamboo: { kind: 'bamboohr' },
    canonical: { kind: 'canonical' },
  },
  targets: {},
  rules: [],
  examples: [],
});

/** What a connection makes of a delivery, and the headers it looked at to do so. */
function read(connection: HrisConnection, delivery: Delivery) {
  const looked = new Set<string>();
  const headers = new Proxy(delivery.headers, {
    get: (all, name) => {
      looked.add(String(name));
      return Reflect.get(all, name);
    },
  });
  const of = { ...delivery, headers };
  return {
    said: connection.normalise(of, receiptAt(Date.parse('2026-03-02T09:00:00Z'))),
    digest: connection.digest(of),
    looked,
  };
}

describe('a delivery that is kept with the headers its connection reads', () => {
  it.each(hrisConnections(connections).map((connection) => [connection.name, connection] as const))(
    'is read again as the same events under the same ids: %s',
    (name, connection) => {
      const delivery = DELIVERIES[name]!;
      const whole = read(connection, delivery);
      expect(whole.said.events).not.toEqual([]);
      expect([...whole.looked].filter((header) => !connection.reads.includes(header))).toEqual([]);
      const kept = Object.fromEntries(connection.reads.map((header) => [header, delivery.headers[header]]));
      const again = read(connection, { ...delivery, headers: kept, isAwsSigned: false });
      expect([again.said, again.digest]).toEqual([whole.said, whole.digest]);
    },
  );
});
