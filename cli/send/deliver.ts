import type { CliContext } from '../cli-context.ts';
import type { Place } from '../connect/place.ts';
import { type Outgoing, post } from '../connect/post.ts';
import { refusalOf } from '../connect/refusal-of-reply.ts';
import { signed } from '../connect/signed.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import type { Checked } from './check-event.ts';
import { webhookHeaders } from './webhook-headers.ts';

export interface Hook {
  readonly connection: string;
  readonly key: string;
  /** Epoch ms, by the clock of the receiver. */
  readonly now: () => Promise<number>;
}

const MAX_BATCH = 100;
const JSON_TYPE = 'application/cloudevents+json';

/** `POST /events`, as an AWS principal; a list of one is no list. */
export async function deliverAsPrincipal(events: readonly Checked[], place: Place, context: CliContext): Promise<void> {
  const url = `${place.api}/events`;
  for (let from = 0; from < events.length; from += MAX_BATCH) {
    const wires = events.slice(from, from + MAX_BATCH).map(({ wire }) => wire);
    const isOne = events.length === 1;
    const request: Outgoing = {
      url,
      headers: { 'content-type': isOne ? JSON_TYPE : 'application/cloudevents-batch+json' },
      body: JSON.stringify(isOne ? wires[0] : wires),
    };
    await send(await signed(request, place), { sent: from, of: events.length }, context);
  }
}

/** `POST /hooks/{connection}`, one event in each request. */
export async function deliverByHook(
  events: readonly Checked[],
  { connection, key, now }: Hook,
  { place: { api }, context }: { readonly place: Place; readonly context: CliContext },
): Promise<void> {
  const url = `${api}/hooks/${encodeURIComponent(connection)}`;
  for (const [index, { id, wire }] of events.entries()) {
    const body = JSON.stringify(wire);
    const headers = { 'content-type': JSON_TYPE, ...webhookHeaders(key, { id, now: await now(), body }) };
    await send({ url, headers, body }, { sent: index, of: events.length }, context);
  }
}

/** To send what was sent already does no harm, so one may simply begin again. */
async function send(
  request: Outgoing,
  { sent, of }: { readonly sent: number; readonly of: number },
  context: CliContext,
): Promise<void> {
  try {
    const reply = await post(request, context);
    if (reply.status !== 200 && reply.status !== 202) throw notAccepted(refusalOf(reply, request.url));
  } catch (error) {
    if (!(error instanceof Refusal) || sent === 0) throw error;
    const because = `${error.message}. ${sent} of ${of} events were accepted; the same may be sent again`;
    throw new Refusal(error.exit, { error: error.error, because });
  }
}

/** Whatever is valid here and refused there is no wrong usage. */
const notAccepted = (refusal: Refusal): Refusal =>
  refusal.exit === EXIT.usage ? new Refusal(EXIT.trouble, { error: refusal.error, because: refusal.message }) : refusal;
