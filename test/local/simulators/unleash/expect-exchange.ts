import { expect } from 'vitest';

import { type Answered, ask, type Exchange, type Instance } from './exchange.ts';

/** Sends what was recorded, and compares what comes back. */
export async function expectExchange(instance: Instance, exchange: Exchange): Promise<void> {
  const answered = await ask(instance, exchange);
  compare(answered, exchange);
  for (const field of exchange.lacks ?? []) expect(named(answered.body), `no ${field}`).not.toContain(field);
  for (const [name, value] of Object.entries(exchange.headers ?? {}))
    expect(answered.headers.get(name), name).toMatch(value);
  if (!exchange.afterwards) return;
  const { path, ...expected } = exchange.afterwards;
  compare(await ask(instance, { method: 'GET', path }), { ...expected, name: 'afterwards' });
}

function compare(
  { status, body }: Answered,
  { answer, ...expected }: Pick<Exchange, 'name' | 'status' | 'answer'>,
): void {
  expect({ status, body }, expected.name).toMatchObject({
    status: expected.status,
    ...(answer !== undefined && { body: answer }),
  });
  if (answer === undefined && expected.status === 200) expect(body, expected.name).toBeUndefined();
}

/** The fields of an answer, of the first of a list, or of the user in it. */
function named(body: unknown): readonly string[] {
  const [one] = Array.isArray(body) ? body : [body];
  const inner = typeof one === 'object' && one !== null && 'user' in one ? one.user : one;
  return typeof inner === 'object' && inner !== null ? Object.keys(inner) : [];
}
