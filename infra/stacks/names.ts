import { targetSecretPrefix } from '../../shared/contracts/installation.ts';

/** The names that an installation's resources have or begin with. Only what is global in an account has the region in it as well. */
export interface Names {
  readonly prefix: string;
  /** The IAM path of every role, with a slash at both ends. Names of roles are CloudFormation's: ours would collide in another region. */
  readonly rolePath: string;
  /** What precedes a target's name in the name of its secret. */
  readonly targetSecrets: string;
  /** What precedes a connection's name in the name of its secret. */
  readonly connectionSecrets: string;
}

export const namesOf = (environment: string): Names => ({
  prefix: `atlan-lifecycle-${environment}`,
  rolePath: `/atlan-lifecycle/${environment}/`,
  targetSecrets: targetSecretPrefix(environment),
  connectionSecrets: `atlan-lifecycle/${environment}/connections/`,
});
