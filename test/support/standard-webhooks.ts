import { createHmac } from 'node:crypto';

/** 24 bytes that nobody uses anywhere else. */
export const WEBHOOK_KEY = `whsec_${Buffer.from('a key for tests, nothing').toString('base64')}`;

/** The headers with which a sender signs `body` (Standard Webhooks, `v1`). `at` in epoch ms. */
export function signedHeaders(
  body: string | Uint8Array,
  { key = WEBHOOK_KEY, id = 'msg_1', at }: { readonly key?: string; readonly id?: string; readonly at: number },
) {
  const timestamp = String(Math.floor(at / 1000));
  const mac = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'));
  const signature = mac.update(`${id}.${timestamp}.`).update(body).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
