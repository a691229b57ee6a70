/** Records by id, as they stood at one instant. */
export interface View<T> {
  get(id: string): T | undefined;
  all(): readonly T[];
}

/** Keeps every version of every record, for tenants whose reads lag behind. */
export interface History<T> extends View<T> {
  put(record: T, at: number): void;
  remove(id: string, at: number): void;
  asOf(instant: number): View<T>;
  /** Only what stands now is remembered: for seeding, and when the clock is set. */
  forget(): void;
}

interface Version<T> {
  readonly at: number;
  /** Undefined from a removal on. */
  readonly record: T | undefined;
}

export function createHistory<T extends { readonly id: string; readonly sequence: number }>(): History<T> {
  const versions = new Map<string, Version<T>[]>();
  const add = (id: string, version: Version<T>) => void versions.set(id, [...(versions.get(id) ?? []), version]);
  const latest = (id: string, instant = Number.POSITIVE_INFINITY) =>
    versions.get(id)?.findLast(({ at }) => at <= instant)?.record;
  const viewOf = (instant?: number): View<T> => ({
    get: (id) => latest(id, instant),
    // records were added in the order of their sequence, and keep their place
    all: () => [...versions.keys()].flatMap((id) => latest(id, instant) ?? []),
  });
  return {
    ...viewOf(),
    put: (record, at) => add(record.id, { at, record }),
    remove: (id, at) => add(id, { at, record: undefined }),
    asOf: viewOf,
    forget: () => {
      for (const [id] of versions) {
        const record = latest(id);
        if (record === undefined) versions.delete(id);
        else versions.set(id, [{ at: 0, record }]);
      }
    },
  };
}
