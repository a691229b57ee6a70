import type { Trouble } from '../../../contracts/operate/status/status.ts';
import { lastHeard } from '../../heard/last-heard.ts';
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
