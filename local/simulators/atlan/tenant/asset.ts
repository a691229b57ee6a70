/** A table, dashboard, term and so on, as far as ownership goes. */
export interface Asset {
  readonly id: string;
  readonly typeName: string;
  readonly qualifiedName: string;
  readonly name: string;
  /** Usernames, not ids. */
  readonly ownerUsers: readonly string[];
  readonly ownerGroups: readonly string[];
  readonly createdBy: string;
  /** Only API tokens with this persona see it; absent where all see it. */
  readonly persona?: string;
}

/** These need their glossary beside their name. */
export const ANCHORED: readonly string[] = ['AtlasGlossaryTerm', 'AtlasGlossaryCategory'];

/** The owners once a user is removed: the heir takes the place of the only one. */
export function withoutOwner(asset: Asset, username: string, heir: string | undefined): Asset {
  const others = asset.ownerUsers.filter((owner) => owner !== username);
  const isLeftAlone = others.length === 0 && asset.ownerGroups.length === 0;
  return { ...asset, ownerUsers: isLeftAlone && heir !== undefined ? [heir] : others };
}
