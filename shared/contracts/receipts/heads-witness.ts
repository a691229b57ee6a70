import type { Witness } from './check-export.ts';
import type { ChainHead } from './heads-line.ts';

type Head = Pick<ChainHead, 'position' | 'hash'>;

/**
 * Compares an export with chain heads that were kept apart from the table. It shows what a chain alone cannot: receipts that were dropped
 * from its end, a chain that was written again as a whole, and a chain that is missing.
 */
export function headsWitness(kept: Iterable<ChainHead>): Witness {
  const heads = new Map<string, Head[]>();
  for (const { workerKey, position, hash } of kept) {
    const known = heads.get(workerKey);
    if (known) known.push({ position, hash });
    else heads.set(workerKey, [{ position, hash }]);
  }
  const of = (workerKey: string) => heads.get(workerKey) ?? [];

  return {
    receipt: (workerKey, { position, hash }) =>
      of(workerKey).some((head) => head.position === position && head.hash !== hash)
        ? [{ position, because: 'It is not what the kept chain head says: the chain was written again up to here' }]
        : [],
    chainEnds: (workerKey, last) => {
      const furthest = Math.max(-1, ...of(workerKey).map(({ position }) => position));
      return furthest > last
        ? [
            {
              because: `The kept chain head is at position ${furthest}, and the chain ends at ${last}: its end is missing`,
            },
          ]
        : [];
    },
    fileEnds: (workerKeys) =>
      [...heads.keys()]
        .filter((workerKey) => !workerKeys.has(workerKey))
        .map((workerKey) => ({ workerKey, because: 'A chain head of this worker was kept, and the chain is missing' })),
  };
}
