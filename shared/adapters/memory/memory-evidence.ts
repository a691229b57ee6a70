import type { Evidence } from '../../ports/evidence.ts';

export interface MemoryEvidence extends Evidence {
  /** By key. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Keeps texts in memory, each once. */
export function memoryEvidence(): MemoryEvidence {
  const texts = new Map<string, string>();
  return {
    texts,
    keep: async (key, text) => {
      if (texts.has(key)) return 'exists';
      texts.set(key, text);
      return 'kept';
    },
  };
}
