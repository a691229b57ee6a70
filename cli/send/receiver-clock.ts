import * as z from 'zod/mini';

import type { LocalEndpoint } from '../../shared/contracts/local-endpoint.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';

const shape = z.object({ now: z.number() });

/** The time of the receiver of an event, in epoch ms: a local cloud may let it pass faster. */
export async function receiverNow(local: LocalEndpoint | undefined, { fetch, now }: CliContext): Promise<number> {
  if (!local) return now();
  try {
    const answer = await fetch(`${local.control}/clock`, { signal: AbortSignal.timeout(5_000) });
    return shape.parse(await answer.json()).now;
  } catch {
    const because = `The local cloud at ${local.control} does not report its time; is it still starting?`;
    throw new Refusal(EXIT.unreachable, { error: 'unreachable', because });
  }
}
