import type { Ids, Observe } from '../../ports/observe.ts';

export interface MemoryObserve extends Observe {
  readonly lines: readonly { readonly level: 'info' | 'warn' | 'error'; readonly event: string; readonly ids: Ids }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly measures: readonly {
    readonly metric: string;
    readonly value: number;
    readonly unit: string;
    readonly dimensions?: object;
  }[];
}

/** Telemetry that remembers. */
export function memoryObserve(): MemoryObserve {
  const lines: { level: 'info' | 'warn' | 'error'; event: string; ids: Ids }[] = [];
  const counts: Record<string, number> = {};
  const measures: { metric: string; value: number; unit: string; dimensions?: object }[] = [];
  return {
    lines,
    counts,
    measures,
    info: (event, ids = {}) => void lines.push({ level: 'info', event, ids }),
    warn: (event, ids = {}) => void lines.push({ level: 'warn', event, ids }),
    error: (event, ids = {}) => void lines.push({ level: 'error', event, ids }),
    count: (metric) => {
      counts[metric] = (counts[metric] ?? 0) + 1;
    },
    measure: (metric, value, unit, dimensions) =>
      void measures.push({ metric, value, unit, ...(dimensions && { dimensions }) }),
  };
}
