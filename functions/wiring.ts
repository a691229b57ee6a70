import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import lifecycleConfig from '../lifecycle.config.ts';
import { dynamoItems } from '../shared/adapters/aws/dynamodb/dynamo-items.ts';
import { secretsManagerSecret } from '../shared/adapters/aws/secrets-manager.ts';
import { ledgerExclusive } from '../shared/adapters/ledger/exclusive.ts';
import { ledger } from '../shared/adapters/ledger/ledger.ts';
import { openTarget } from '../shared/adapters/targets/registry.ts';
import type { TargetSetup } from '../shared/app/converge/target-setup.ts';
import { SECRET_TTL_MS } from '../shared/contracts/cadence.ts';
import type { Config } from '../shared/contracts/config/config.ts';
import { secretFormOf } from '../shared/contracts/config/providers.ts';
import { readConfig } from '../shared/contracts/config/read-config.ts';
import { targetSecret } from '../shared/contracts/target-secret.ts';
import type { Ledger } from '../shared/ports/ledger/ledger.ts';
import type { TargetProbe } from '../shared/ports/target/target-probe.ts';
import { systemClock as clock, systemRandom as random } from '../shared/runtime/system.ts';

/** A target with what only an examination asks of it. */
interface ConfiguredTarget extends TargetSetup {
  readonly probe: TargetProbe;
}

/** The operator's file, read and complete. Throws `PermanentError` that lists all its problems. */
export const configFromFile = (): Config => readConfig(lifecycleConfig);

/** The ledger in its table. */
export const ledgerFromEnv = ({ LEDGER_TABLE }: { readonly LEDGER_TABLE: string }): Ledger =>
  ledger({ items: dynamoItems({ client: new DynamoDBClient(), tableName: LEDGER_TABLE, random }), clock, random });

/**
 * Every configured target behind its adapter. Each has a secret of its own, read when it is first needed. What only one process may do at once
 * on a target is done under a lease in the ledger.
 */
export function targetsFromConfig(
  { targets }: Config,
  { TARGET_SECRET_PREFIX }: { readonly TARGET_SECRET_PREFIX: string },
  { checkpoints }: Pick<Ledger, 'checkpoints'>,
): readonly ConfiguredTarget[] {
  const client = new SecretsManagerClient();
  const exclusive = ledgerExclusive(checkpoints, { clock, random });
  return Object.entries(targets).map(([name, settings]) => {
    const secret = secretsManagerSecret({
      client,
      secretId: `${TARGET_SECRET_PREFIX}${name}`,
      decode: (text) => targetSecret(text, secretFormOf(settings.provider)),
      clock,
      ttlMs: SECRET_TTL_MS,
    });
    const target = openTarget(settings.provider, { name, secret, clock, random, settings, exclusive });
    return { target, settings, probe: target.probe };
  });
}
