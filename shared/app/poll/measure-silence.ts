import { beginToListen, lastHeard } from '../heard/last-heard.ts';
import type { PollDeps } from './deps.ts';

const HOUR_MS = 3_600_000;

/**
 * Measures how many connections have sent nothing for longer than their configuration expects. A sender that gave up, or whose webhook was switched
 * off, fails no request here, so that only its silence shows that the leavers it knows of do not arrive.
 */
export async function measureSilence(
  now: number,
  { ledger: { checkpoints }, listensTo, observe }: Pick<PollDeps, 'ledger' | 'listensTo' | 'observe'>,
): Promise<void> {
  const looked = await Promise.all(
    listensTo.map(async ({ name, silentAfterMs }) => {
      const { at } = (await lastHeard(checkpoints, name)) ?? (await beginToListen(checkpoints, name, now));
      return { connection: name, silentMs: now - at, isSilent: now - at > silentAfterMs };
    }),
  );
  const silent = looked.filter(({ isSilent }) => isSilent);
  observe.measure('SilentConnections', silent.length, 'Count');
  for (const { connection, silentMs } of silent)
    observe.warn('connection-silent', { connection, hours: Math.floor(silentMs / HOUR_MS) });
}
