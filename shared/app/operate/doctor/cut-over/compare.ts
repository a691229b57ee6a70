import type { Account } from '../../../../domain/account/account.ts';
import { isDisabled } from '../../../../domain/plan/action.ts';

/** What a cut-over would meet at one account; ids only. */
export interface Difference {
  /**
   * `username`: SCIM knows the person under another userName. `state`: one side says disabled, and the other does not. `another`: SCIM would take the account of another person for it. `not-in-scim`,
   * `only-in-scim`: one side does not list it. `unclear`: a side does not show enough of it to compare.
   */
  readonly kind: 'username' | 'state' | 'another' | 'not-in-scim' | 'only-in-scim' | 'unclear';
  /** By the target's own interface; absent where that does not list it. */
  readonly accountId?: string;
  /** By SCIM. */
  readonly scimId?: string;
}

export interface Compared {
  /** How many accounts are the same on both sides. */
  readonly same: number;
  readonly differences: readonly Difference[];
}

/** Matches accounts as writes by SCIM will: by id, else by username in any case of letters; an address only shows who was missed. */
export function compareSides(own: readonly Account[], scim: readonly Account[]): Compared {
  const byId = new Map(scim.map((one) => [one.id, one]));
  const byName = new Map(scim.flatMap((one) => (one.username === undefined ? [] : [[fold(one.username), one]])));
  const byEmail = new Map(scim.flatMap((one) => (one.email === undefined ? [] : [[one.email, one]])));
  const taken = new Set<string>();
  const found = own.map((account): Difference | undefined => {
    const { id: accountId, username, email } = account;
    if (username === undefined || email === undefined) {
      if (byId.has(accountId)) taken.add(accountId);
      return { kind: 'unclear', accountId };
    }
    const named = byName.get(fold(username));
    const match = byId.get(accountId) ?? named ?? byEmail.get(email);
    if (!match) return { kind: 'not-in-scim', accountId };
    const beside = { accountId, scimId: match.id };
    if (match.email !== undefined && match.email !== email) return { kind: 'another', ...beside };
    taken.add(match.id);
    if (match.username === undefined || match.email === undefined) return { kind: 'unclear', ...beside };
    // an identity provider searches by this name, and finds another account
    if (named && named.id !== match.id) return { kind: 'another', accountId, scimId: named.id };
    if (fold(match.username) !== fold(username)) return { kind: 'username', ...beside };
    return sayOtherwise(account, match) ? { kind: 'state', ...beside } : undefined;
  });
  const differences = found.filter((one) => one !== undefined);
  const named = new Set(differences.flatMap(({ scimId }) => scimId ?? []));
  const only = scim.filter(({ id }) => !taken.has(id) && !named.has(id));
  return {
    same: own.length - differences.length,
    differences: [...differences, ...only.map(({ id }): Difference => ({ kind: 'only-in-scim', scimId: id }))],
  };
}

/** A state that one side does not show says nothing. */
const sayOtherwise = (one: Account, other: Account): boolean =>
  one.state !== undefined && other.state !== undefined && isDisabled(one) !== isDisabled(other);

const fold = (text: string): string => text.toLowerCase();
