import { randomBytes } from 'node:crypto';

import type { Config } from '../shared/contracts/config/config.ts';
import type { SignedKind } from '../shared/contracts/connection-secret.ts';
import type { SecretsManager } from './engines/secrets-manager.ts';
import type { Deployment } from './template/deployment.ts';
import type { Tenants } from './tenants.ts';

interface Filled {
  readonly config: Config;
  readonly secrets: SecretsManager;
  readonly tenants: Tenants['byTarget'];
}

/**
 * Fills the template's empty secrets, as the person who deploys would: each target's address and token, with that of its SCIM connection where
 * accounts are created by it, and each signed connection's key. Answers
 * those keys, by the connection's name.
 */
export async function fillSecrets(
  deployment: Pick<Deployment, 'secrets'>,
  { config, secrets, tenants }: Filled,
): Promise<Readonly<Record<string, string>>> {
  const nameOf = (kind: string, name: string) =>
    deployment.secrets.find((secret) => secret.name.endsWith(`/${kind}/${name}`))?.name;
  for (const [name, { url, token, connectScim }] of Object.entries(tenants)) {
    const secret = nameOf('targets', name);
    if (secret === undefined) continue;
    const scimToken = config.targets[name]?.provisionedBy === 'scim' ? await connectScim?.() : undefined;
    secrets.put(secret, { baseUrl: url, token, ...(scimToken !== undefined && { scimToken }) });
  }
  const keys: Record<string, string> = {};
  for (const [name, { kind }] of Object.entries(config.connections)) {
    const secret = nameOf('connections', name);
    if (secret === undefined || kind === 'canonical') continue;
    const key = NEW_KEYS[kind]();
    keys[name] = key;
    secrets.put(secret, { secrets: [key] });
  }
  return keys;
}

/** A key in the form in which each kind of HR system signs. */
const NEW_KEYS: Readonly<Record<SignedKind, () => string>> = {
  'standard-webhooks': () => `whsec_${randomBytes(32).toString('base64')}`,
  bamboohr: () => randomBytes(16).toString('hex'),
};
