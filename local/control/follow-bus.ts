import type { ServerResponse } from 'node:http';

import type { EventBuses } from '../engines/event-bus.ts';

/** Writes every bus event since the start, one JSON object a line; then, if asked to follow, what comes, until the reader leaves. */
export function followBus(response: ServerResponse, buses: EventBuses, follow: boolean): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  for (const event of buses.events()) response.write(`${JSON.stringify(event)}\n`);
  if (!follow) {
    response.end();
    return;
  }
  response.flushHeaders();
  const stop = buses.listen((event) => void response.write(`${JSON.stringify(event)}\n`));
  response.on('close', stop);
}
