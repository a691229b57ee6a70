/** Records by id at one instant. */
export interface View<T> {
  get(id: string): T | undefined;
  values(): Iterable<T>;
}

/** Records are replaced, never changed, so that a view of a moment ago costs only what changed since. */
export interface VersionedTable<T> extends View<T> {
  put(record: T, at: number): void;
  remove(id: string, at: number): void;
  /** What stood here at `instant`; knows the last hour. */
  asOf(instant: number): View<T>;
  /** Drops the history: for seeding, and when the clock is set. */
  forget(): void;
}

interface Change<T> {
  readonly at: number;
  readonly id: string;
  readonly before: T | undefined;
}

const HISTORY_MS = 3_600_000;

export function createVersionedTable<T extends { readonly id: string }>(): VersionedTable<T> {
  const current = new Map<string, T>();
  let changes: Change<T>[] = [];
  let pruneAt = 1000;
  const record = (id: string, at: number) => {
    changes.push({ at, id, before: current.get(id) });
    if (changes.length < pruneAt) return;
    changes = changes.filter((change) => change.at > at - HISTORY_MS);
    pruneAt = Math.max(1000, changes.length * 2);
  };
  return {
    get: (id) => current.get(id),
    values: () => current.values(),
    put(next, at) {
      record(next.id, at);
      current.set(next.id, next);
    },
    remove(id, at) {
      record(id, at);
      current.delete(id);
    },
    asOf(instant) {
      const earlier = new Map<string, T | undefined>();
      for (let index = changes.length - 1; index >= 0; index -= 1) {
        const change = changes[index];
        if (change === undefined || change.at <= instant) break;
        earlier.set(change.id, change.before);
      }
      return earlier.size === 0
        ? { get: (id) => current.get(id), values: () => current.values() }
        : overlaid(current, earlier);
    },
    forget() {
      changes = [];
    },
  };
}

function overlaid<T>(current: ReadonlyMap<string, T>, earlier: ReadonlyMap<string, T | undefined>): View<T> {
  return {
    get: (id) => (earlier.has(id) ? earlier.get(id) : current.get(id)),
    *values() {
      for (const [id, record] of current) if (!earlier.has(id)) yield record;
      for (const record of earlier.values()) if (record !== undefined) yield record;
    },
  };
}
