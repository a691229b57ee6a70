import { createHmac } from 'node:crypto';

import { invalidInput } from './invalid-input.ts';

interface Delivery {
  readonly id: string;
  /** Epoch ms. */
  readonly now: number;
  readonly body: string;
}

const KEY = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

/** Standard Webhooks 1.0.0, with a shared key. */
export function webhookHeaders(key: string, { id, now, body }: Delivery): Readonly<Record<string, string>> {
  const [, base64] = KEY.exec(key) ?? [];
  if (base64 === undefined) throw invalidInput('The key must be whsec_ and base64, and nothing else');
  const timestamp = String(Math.floor(now / 1000));
  const mac = createHmac('sha256', Buffer.from(base64, 'base64')).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
}
