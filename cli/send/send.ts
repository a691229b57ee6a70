import { randomUUID } from 'node:crypto';

import { optionOf } from '../../shared/contracts/operate/command-line.ts';
import type { CliContext } from '../cli-context.ts';
import { findPlace, localMeant, type Place, type Whereabouts } from '../connect/place.ts';
import { buildEvent } from './build-event.ts';
import { type Checked, checkEvents } from './check-event.ts';
import { arrivalBy } from './connection.ts';
import { deliverAsPrincipal, deliverByHook } from './deliver.ts';
import { invalidInput } from './invalid-input.ts';
import { contentOf, readEvents } from './read-events.ts';
import { receiverNow } from './receiver-clock.ts';
import { EVENT_OPTIONS, type SendOptions } from './send-options.ts';
import { understoodAs } from './understood-as.ts';

export interface Sending {
  readonly file: string | undefined;
  readonly options: SendOptions;
  readonly whereabouts: Whereabouts;
}

export interface Sent {
  /** Nothing left this machine. */
  readonly isDryRun: boolean;
  /** Where to, when something was sent. */
  readonly api?: string;
  /** Unknown when the configuration has none for `POST /events`; only its events' own names are known then. */
  readonly connection: string | undefined;
  readonly events: readonly Checked[];
  /** What ingest leaves out of them, and why. */
  readonly warnings: readonly string[];
  /** Of a dry run: how the control plane would understand them, in lines. */
  readonly understood?: readonly string[];
}

/** Checks everything before it sends anything. */
export async function send({ file, options, whereabouts }: Sending, context: CliContext): Promise<Sent> {
  const { hook, dryRun: isDryRun = false } = options;
  const local = await localMeant(whereabouts, context);
  const { connection, timeZone, sequence } = await arrivalBy(hook, local);
  // what is only looked at needs no receiver
  const isAlone = isDryRun && file !== undefined;
  const now = isAlone ? context.now() : await receiverNow(local, context);
  const built =
    file === undefined ? buildEvent(options, { now, timeZone, newId: () => `cli-${randomUUID()}` }) : undefined;
  const raw = built ? [built.event] : await read(file ?? '-', options, context);
  const { events, warnings } = checkEvents(raw, {
    problems: built?.problems ?? [],
    connection: connection ?? 'events',
    isHook: hook !== undefined,
    isTyped: file === undefined,
    sequence,
    receivedAt: now,
  });
  if (isDryRun) {
    const understood = await understoodAs({ events, connection, whereabouts }, context);
    return { isDryRun, connection, events, warnings, understood };
  }

  const place = await findPlace(whereabouts, context);
  if (hook === undefined) {
    await deliverAsPrincipal(events, place, context);
  } else {
    const key = await keyOf(hook, options, place);
    const sentAt = () => receiverNow(place.local, context);
    await deliverByHook(events, { connection: hook, key, now: sentAt }, { place, context });
  }
  return { isDryRun, api: place.api, connection, events, warnings };
}

function read(file: string, options: SendOptions, { stdin }: CliContext): Promise<readonly unknown[]> {
  const both = EVENT_OPTIONS.filter((name) => options[name] !== undefined);
  if (both.length > 0) throw invalidInput(`Give a file or options, not both: ${both.map(optionOf).join(', ')}`);
  return readEvents(file, stdin);
}

async function keyOf(hook: string, { keyFile }: SendOptions, { local }: Place): Promise<string> {
  if (keyFile !== undefined)
    return Buffer.from(await contentOf(keyFile))
      .toString('utf8')
      .trim();
  const key = local?.connections[hook]?.secret;
  if (key !== undefined) return key;
  throw invalidInput(
    local
      ? `The local cloud has no key for a connection ${hook}; it has them for ${Object.keys(local.connections).join(', ') || 'none'}`
      : `The key of the connection ${hook} is needed to sign: give --key-file`,
  );
}
