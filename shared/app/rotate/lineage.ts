import type { TokenSecret } from '../../contracts/target-secret.ts';
import type { ApiToken, Survey } from '../../ports/target/token-mint.ts';

const VERSION = /-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const UNNAMED = 'atlan-lifecycle';

/** What the names of all tokens of one secret begin with: the name of the one that a person put there first. */
export const baseName = ({ displayName = UNNAMED }: ApiToken): string => displayName.replace(VERSION, '') || UNNAMED;

export const tokenName = (base: string, version: string): string => `${base}-${version}`;

/** The ids of the tokens before a new one: the one that makes it, and those before that one which are still there. */
export function replacedBy({ replaces = [] }: TokenSecret, { own, all }: Survey): readonly string[] {
  const earlier = replaces.filter((id) => id !== own.id && all.some((token) => token.id === id));
  return [own.id, ...new Set(earlier)];
}

/**
 * The tokens of this secret that are needed no longer: all but the current one and the one before. A name alone proves nothing, for
 * another installation may have begun with a token of the same name: one that no secret of ours ever held must have been made by one
 * that did.
 */
export function outworn({ replaces = [] }: TokenSecret, { own, all }: Survey): readonly ApiToken[] {
  const [previous] = replaces;
  const held = all.filter(({ id }) => id === own.id || replaces.includes(id));
  const makers = new Set(held.flatMap(({ username }) => username ?? []));
  const base = baseName(own);
  const isOrphan = (token: ApiToken) =>
    VERSION.test(token.displayName ?? '') && baseName(token) === base && makers.has(token.createdBy ?? '');
  return all.filter(
    (token) => token.id !== own.id && token.id !== previous && (replaces.includes(token.id) || isOrphan(token)),
  );
}
