import { jsonOrUndefined } from '../../domain/text/json-or-undefined.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Checkpoints } from '../../ports/ledger/checkpoints.ts';

/** A connection that is expected to send something now and then. */
export interface WatchedConnection {
  readonly name: string;
  /** A pause longer than this, in ms, is silence. */
  readonly silentAfterMs: number;
}

/** When a connection was last heard of. */
export interface LastHeard {
  /** Epoch ms: of the last authentic delivery, or of the first look at a connection that has sent nothing yet. */
  readonly at: number;
  readonly hasSent: boolean;
}

/** How often one process writes down that a connection sends. */
const NOTED_EVERY_MS = 15 * 60_000;

const nameOf = (connection: string): string => `heard:${connection}`;

/** Writes down that an authentic delivery came, at most every 15 minutes. Rejects when the ledger does. */
export function heardNoter(checkpoints: Checkpoints, clock: Clock): (connection: string) => Promise<void> {
  const noted = new Map<string, number>();
  return async (connection) => {
    const now = clock.now();
    if (now - (noted.get(connection) ?? Number.NEGATIVE_INFINITY) < NOTED_EVERY_MS) return;
    const before = await checkpoints.load(nameOf(connection));
    // a stale write means that another process has just written the same
    await checkpoints.save(nameOf(connection), JSON.stringify({ at: now, hasSent: true }), before?.version ?? 0);
    noted.set(connection, now);
  };
}

/** When the connection was last heard of; undefined before the first look at it. One whose item cannot be read counts as silent, until it is heard of again. */
export async function lastHeard(checkpoints: Checkpoints, connection: string): Promise<LastHeard | undefined> {
  const saved = await checkpoints.load(nameOf(connection));
  if (!saved) return undefined;
  const read = jsonOrUndefined(saved.value);
  const { at, hasSent } = typeof read === 'object' && read !== null ? (read as Partial<LastHeard>) : {};
  return typeof at === 'number' ? { at, hasSent: hasSent === true } : { at: 0, hasSent: false };
}

/** From now on the silence of a connection is measured that has sent nothing yet. Its first delivery may come before this write, and wins. */
export async function beginToListen(checkpoints: Checkpoints, connection: string, now: number): Promise<LastHeard> {
  const begun: LastHeard = { at: now, hasSent: false };
  await checkpoints.save(nameOf(connection), JSON.stringify(begun), 0);
  return begun;
}
