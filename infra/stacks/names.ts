import { targetSecretPrefix } from '../../shared/contracts/installation.ts';

/** The names that an installation's resources begin with. */
export interface Names {
  readonly prefix: string;
  /** What precedes a target's name in the name of its secret. */
  readonly targetSecrets: string;
  /** What precedes a connection's name in the name of its secret. */
  readonly connectionSecrets: string;
}

export const namesOf = (environment: string): Names => ({
  prefix: `atlan-lifecycle-${environment}`,
  targetSecrets: targetSecretPrefix(environment),
  connectionSecrets: `atlan-lifecycle/${environment}/connections/`,
});
