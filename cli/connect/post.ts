import { CLI_PATIENCE_MS } from '../../shared/contracts/cadence.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';

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
export async function post({ url, headers, body }: Outgoing, { fetch }: Pick<CliContext, 'fetch'>): Promise<Reply> {
  try {
    const signal = AbortSignal.timeout(CLI_PATIENCE_MS);
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    const because = late
      ? `${url} did not answer in time. The request may still have been carried out: check before you repeat it`
      : `${url} could not be reached. Check the address, and that it is running`;
    throw new Refusal(EXIT.unreachable, { error: late ? 'timeout' : 'unreachable', because });
  }
}
