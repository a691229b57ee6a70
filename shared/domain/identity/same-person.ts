import type { AttributeName, Attributes } from '../event/lifecycle-event.ts';
import { normaliseEmail } from '../text/email.ts';

/** What two records are compared by. */
export const IDENTITY_ATTRIBUTES = [
  'workEmail',
  'employeeNumber',
  'displayName',
] as const satisfies readonly AttributeName[];
type IdentityAttribute = (typeof IDENTITY_ATTRIBUTES)[number];
export type Identity = Pick<Attributes, IdentityAttribute>;

/** Names of attributes that both sides state, never their values. */
export interface Comparison {
  readonly agrees: readonly IdentityAttribute[];
  readonly differs: readonly IdentityAttribute[];
}

export interface SamePersonQuestion {
  /** What HR says under the new source key. */
  readonly newcomer: Identity;
  readonly known: Identity;
  /** Whether the known worker's access goes on, or is announced, under another source key of the same connection. */
  readonly goesOnBeside: boolean;
  /** Whether HR itself named an id of the known worker as the newcomer's earlier one. */
  readonly isNamed?: boolean;
}

/** `ask`: a person has to say. `other`: nothing suggests that they are one. */
export interface SamePersonAnswer extends Comparison {
  readonly verdict: 'same' | 'ask' | 'other';
}

/**
 * Whether a newcomer is a worker who is known already. An address alone never says so: it takes the employee number or the name beside
 * it, and all three while the known worker goes on under another id of the same HR system. Pure.
 */
export function samePerson({ newcomer, known, goesOnBeside, isNamed }: SamePersonQuestion): SamePersonAnswer {
  const compared = compareIdentities(newcomer, known);
  const has = (name: IdentityAttribute) => compared.agrees.includes(name);
  if (isNamed) return { verdict: 'same', ...compared };
  if (!has('workEmail')) return { verdict: 'other', ...compared };
  const isSame = goesOnBeside ? IDENTITY_ATTRIBUTES.every(has) : has('employeeNumber') || has('displayName');
  return { verdict: isSame ? 'same' : 'ask', ...compared };
}

/** What two records agree and differ in; what one of them does not state is in neither. */
export function compareIdentities(one: Identity, other: Identity): Comparison {
  const stated = IDENTITY_ATTRIBUTES.flatMap((name) => {
    const [a, b] = [comparable(name, one[name]), comparable(name, other[name])];
    return a && b ? [{ name, isSame: a === b }] : [];
  });
  const those = (wanted: boolean) => stated.filter(({ isSame }) => isSame === wanted).map(({ name }) => name);
  return { agrees: those(true), differs: those(false) };
}

/** Empty for what says nothing. */
function comparable(name: IdentityAttribute, value: string | null | undefined): string {
  if (!value) return '';
  if (name === 'workEmail') return normaliseEmail(value);
  const plain = value.normalize('NFKD').replaceAll(/\s/gu, '');
  // an accent is a mark of its own in this form; of a number only case and spaces are no difference
  return (name === 'displayName' ? plain.replaceAll(/\p{M}/gu, '') : plain).toLowerCase();
}
