import type { Trouble } from '../../../contracts/operate/status/status.ts';
import { lastHeard } from '../../heard/last-heard.ts';
import { type UnheardConnection, unheardNow } from '../../heard/unheard.ts';
import type { OperateDeps } from '../deps.ts';
import { iso } from '../iso.ts';
import type { HeardConnection, Situation } from './situation.ts';

/** When each connection was last heard of; the poller begins to listen, so one that it has not looked at yet is left out. */
export async function heardConnections({
  ledger: { checkpoints },
  listensTo,
}: Pick<OperateDeps, 'ledger' | 'listensTo'>): Promise<readonly HeardConnection[]> {
  const heard = await Promise.all(
    listensTo.map(async (connection) => ({ ...connection, heard: await lastHeard(checkpoints, connection.name) })),
  );
  return heard.flatMap(({ name, silentAfterMs, heard: last }) => (last ? [{ name, silentAfterMs, ...last }] : []));
}

/** Connections that are not configured any more, and by whose words alone workers had access when they were checked last. */
export async function unheardConnectionsNow(
  { ledger: { checkpoints }, listensTo }: Pick<OperateDeps, 'ledger' | 'listensTo'>,
  now: number,
): Promise<readonly UnheardConnection[]> {
  const noted = await unheardNow(checkpoints, now);
  return noted.filter((one) => listensTo.every(({ name }) => name !== one.name));
}

/** What such workers risk, the connection first that was missed first. */
export const missedConnections = ({ unheard }: Pick<Situation, 'unheard'>): readonly Trouble[] =>
  unheard
    .toSorted((a, b) => a.since - b.since)
    .map(({ name, since }) => ({
      what: `Workers have access by the word of ${name} alone, which is not in the configuration any more`,
      since: iso(since),
      harms: 'If one of them leaves, nothing ends their access',
      next: 'report access',
    }));

/** Connections that have sent nothing for longer than they should, the longest silence first. */
export const silentConnections = ({ connections, now }: Pick<Situation, 'connections' | 'now'>): readonly Trouble[] =>
  connections
    .filter(({ at, silentAfterMs }) => now - at > silentAfterMs)
    .toSorted((a, b) => a.at - b.at)
    .map(({ name, at, hasSent }) => ({
      what: hasSent
        ? `The connection ${name} has sent nothing`
        : `The connection ${name} has never sent anything, and has been awaited`,
      since: iso(at),
      harms: 'Leavers whom HR has entered may not arrive here, and can still sign in',
      next: 'status',
    }));
