/**
 * The internal name Atlan wants for a group people know as `alias`: lower case, only `a-z`, `0-9` and `_`. The SDKs
 * only replace spaces, which makes illegal names of `R&D - EU`. Two aliases may share a name,
 * and an alias without a Latin letter or digit has none: the empty string.
 */
export function groupName(alias: string): string {
  return alias
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
