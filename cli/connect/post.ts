import { CLI_PATIENCE_MS } from '../../shared/contracts/cadence.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import type { Surroundings } from '../surroundings.ts';

export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Sends once. Throws a `Refusal` when nothing came back; whatever came back is a reply. */
export async function post({ url, headers, body }: Outgoing, { fetch }: Pick<Surroundings, 'fetch'>): Promise<Reply> {
  try {
    const signal = AbortSignal.timeout(CLI_PATIENCE_MS);
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    const because = late
      ? `${url} did not answer in time. What was asked may have been done all the same: look before you ask again`
      : `${url} could not be reached. Is the address right, and does it run?`;
    throw new Refusal(EXIT.unreachable, { error: late ? 'timeout' : 'unreachable', because });
  }
}
