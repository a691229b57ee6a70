import { createHmac } from 'node:crypto';

import type { Delivery } from '../../shared/ports/hris.ts';

/** The private key of the published capture; nobody uses it anywhere else. */
export const BAMBOOHR_KEY = '123b929362d51613054f71e5e5d4bf2c';

/** One employee of a field-based delivery, as the vendor's documentation prints it. */
export interface EmployeeInput {
  readonly id: string | number;
  readonly action?: string;
  readonly timestamp?: string;
  readonly changedFields?: readonly string[];
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** A signed delivery of these employees, or of any other body. `at` in epoch ms. */
export function bamboohrDelivery(
  body: readonly EmployeeInput[] | string | Uint8Array,
  { at, key = BAMBOOHR_KEY, timestamp = String(Math.floor(at / 1000)) }: SigningOptions,
): Delivery {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify({ employees: body });
  const bytes = Buffer.from(text);
  const signature = createHmac('sha256', key).update(bytes).update(timestamp).digest('hex');
  return {
    headers: { 'x-bamboohr-timestamp': timestamp, 'x-bamboohr-signature': signature },
    body: bytes,
    isAwsSigned: false,
  };
}

interface SigningOptions {
  readonly at: number;
  readonly key?: string;
  readonly timestamp?: string;
}
