import type { OwnedAsset, OwnedAssets } from '../../domain/account/owned-assets.ts';

export interface MemoryAssets {
  /** Sorted by id. */
  put(accountId: string, owned: readonly OwnedAsset[]): void;
  of(accountId: string): OwnedAssets;
  /** Gives what the one owns of these to the other. */
  handOver(assetIds: readonly string[], from: string, to: string): void;
}

/** What one answer shows. */
const PAGE_SIZE = 100;

/** What accounts of a target own, in memory. */
export function memoryAssets(): MemoryAssets {
  const assets = new Map<string, readonly OwnedAsset[]>();
  const of = (accountId: string) => assets.get(accountId) ?? [];
  return {
    put: (accountId, owned) => void assets.set(accountId, owned),
    of: (accountId) => ({ count: of(accountId).length, first: of(accountId).slice(0, PAGE_SIZE) }),
    handOver: (assetIds, from, to) => {
      const given = of(from).filter(({ id }) => assetIds.includes(id));
      assets.set(
        from,
        of(from).filter((asset) => !given.includes(asset)),
      );
      assets.set(to, [...of(to), ...given]);
    },
  };
}
