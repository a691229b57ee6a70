import { jsonOrUndefined } from '../../domain/text/json-or-undefined.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Checkpoints } from '../../ports/ledger/checkpoints.ts';

const NAME = 'unheard-connections';
const MOST = 20;
/** How often one process writes down that workers depend on the same connection. */
const NOTED_EVERY_MS = 15 * 60_000;
/** Every worker is checked once a day, so a connection that was not noted for two days has no such workers any more. */
const FORGOTTEN_AFTER_MS = 48 * 60 * 60_000;

/** A connection that is not configured any more, and by whose words alone workers have access. */
export interface UnheardConnection {
  readonly name: string;
  /** Epoch ms: when such a worker was first seen. */
  readonly since: number;
  /** Epoch ms: when such a worker was last seen. */
  readonly at: number;
}

/** Writes down that a worker has access by connections which are not configured any more; each at most every 15 minutes. Rejects when the ledger does. */
export type NoteUnheard = (connections: readonly string[]) => Promise<void>;

/** Kept for the life of a process. */
export function unheardNoter(checkpoints: Checkpoints, clock: Clock): NoteUnheard {
  const noted = new Map<string, number>();
  return async (unheard) => {
    const now = clock.now();
    const news = unheard.filter((name) => now - (noted.get(name) ?? Number.NEGATIVE_INFINITY) >= NOTED_EVERY_MS);
    if (news.length === 0) return;
    const saved = await checkpoints.load(NAME);
    const known = read(saved?.value, now);
    const seen = news.map((name) => ({ name, since: known.find((one) => one.name === name)?.since ?? now, at: now }));
    const all = [...known.filter(({ name }) => !news.includes(name)), ...seen].slice(-MOST);
    // the process that wrote meanwhile may not know of this one, so the next worker is written down again
    if ((await checkpoints.save(NAME, JSON.stringify(all), saved?.version ?? 0)) === 'saved')
      for (const name of news) noted.set(name, now);
  };
}

/** The connections of which such a worker was seen in the last two days. */
export async function unheardNow(checkpoints: Checkpoints, now: number): Promise<readonly UnheardConnection[]> {
  return read((await checkpoints.load(NAME))?.value, now);
}

function read(text: string | undefined, now: number): readonly UnheardConnection[] {
  const value = text === undefined ? undefined : jsonOrUndefined(text);
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: Partial<UnheardConnection> | null) => {
    const { name, since, at } = one ?? {};
    if (typeof name !== 'string' || typeof since !== 'number' || typeof at !== 'number') return [];
    return now - at < FORGOTTEN_AFTER_MS ? [{ name, since, at }] : [];
  });
}
