import type { IngestRequest } from '../../../../shared/app/ingest/ingest.ts';
import { signedHeaders } from '../../../support/standard-webhooks.ts';
import type { Statement } from '../history.ts';

/** A statement as its HR system delivers it at an instant (epoch ms): signed by AWS, or as a Standard Webhook. */
export function deliveryOf(statement: Statement, at: number): IngestRequest {
  const { id, connection, kind, phase, date, zone, immediate, supersedes, engagementId } = statement;
  const { lastDayWorked, terminationDate, gardenLeaveFrom, confidence } = statement;
  const event = {
    specversion: '1.0',
    id,
    source: connection,
    type: `worker.${kind}`,
    time: new Date(statement.saidAt).toISOString(),
    data: {
      kind,
      phase,
      worker: { sourceWorkerId: statement.sourceWorkerId, ...statement.attributes },
      effective:
        date === null
          ? null
          : { date, timeZone: zone, ...(immediate && { immediate }), lastDayWorked, terminationDate, gardenLeaveFrom },
      ...(engagementId !== undefined && { engagementId }),
      ...(supersedes !== undefined && { supersedes }),
      ...(confidence !== undefined && { confidence }),
    },
  };
  const body = new TextEncoder().encode(JSON.stringify(event));
  return connection === 'hr'
    ? { door: 'events', connection: undefined, headers: {}, body, isAwsSigned: true }
    : { door: 'hooks', connection, headers: signedHeaders(body, { id, at }), body, isAwsSigned: false };
}
