/** An environment's name, which distinguishes installations in one account. */
export const ENVIRONMENT = /^[a-z][a-z0-9-]{0,15}$/;

/** What precedes a target's name in the name of its secret. */
export const targetSecretPrefix = (environment: string): string => `atlan-lifecycle/${environment}/targets/`;
