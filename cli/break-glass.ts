import { setTimeout as sleep } from 'node:timers/promises';

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { secretsManagerSecret } from '../shared/adapters/aws/secrets-manager.ts';
import { openTarget } from '../shared/adapters/targets/registry.ts';
import { endAccount, type Whom } from '../shared/app/break-glass/end-account.ts';
import { protection } from '../shared/app/converge/protection.ts';
import type { BreakGlassRecord } from '../shared/contracts/break-glass-record.ts';
import type { Config } from '../shared/contracts/config/config.ts';
import { PROVIDERS, secretFormOf } from '../shared/contracts/config/providers.ts';
import { readConfig } from '../shared/contracts/config/read-config.ts';
import { ENVIRONMENT, targetSecretPrefix } from '../shared/contracts/installation.ts';
import { targetSecret } from '../shared/contracts/target-secret.ts';
import type { CliContext } from './cli-context.ts';
import { localMeant, type Whereabouts } from './connect/place.ts';
import { EXIT } from './exit-code.ts';
import { configFile } from './read/config-file.ts';
import { Refusal } from './refusal.ts';
import { typedValue } from './show/paper/typed-value.ts';

export interface BreakGlassOptions {
  readonly target: string;
  readonly account?: string;
  readonly email?: string;
  readonly reason: string;
  readonly evenProtected?: boolean;
  /** What the target is a tenant of; the configuration says it too, where it can be read. */
  readonly provider?: string;
}

const KNOWN_PROVIDERS = Object.keys(PROVIDERS);
const PATIENCE_MS = 120_000;
const TOKEN_TTL_MS = 60_000;

/**
 * Ends an account with the target's token alone: no control plane, no table, no queue. It needs AWS credentials that may read the target's
 * secret. Answers the record of what it did, also where it could not end everything.
 */
export async function breakGlass(
  { target: name, account, email, reason, evenProtected = false, provider: said }: BreakGlassOptions,
  whereabouts: Whereabouts,
  context: CliContext,
): Promise<BreakGlassRecord> {
  const whom = whomOf(account, email);
  const environment = whereabouts.env ?? 'main';
  if (!ENVIRONMENT.test(environment))
    throw usage('--env must be 1 to 16 lower-case letters, digits and hyphens, and begin with a letter');
  const config = await configOf(context);
  const settings = config?.targets[name];
  const provider = providerOf(name, config, said);
  const { client, actor } = await vault(whereabouts, context);
  const clock = { now: context.now, sleep: (ms: number) => sleep(ms, undefined) };
  const target = openTarget(provider, {
    name,
    clock,
    random: { uuid: () => crypto.randomUUID(), fraction: () => Math.random() },
    secret: secretsManagerSecret({
      client,
      secretId: `${targetSecretPrefix(environment)}${name}`,
      decode: (text) => targetSecret(text, secretFormOf(provider)),
      clock,
      ttlMs: TOKEN_TTL_MS,
    }),
    settings: settings ?? {},
  });
  const call = { deadline: context.now() + PATIENCE_MS };
  try {
    const identity = await target.identity(call);
    const ownId = identity.kind === 'done' ? identity.value.id : undefined;
    const guarded = protection(settings?.protected ?? { ids: [], emails: [], globs: [] }, ownId);
    const isProtected = (found: Parameters<typeof guarded>[0]) => (evenProtected ? found.id === ownId : guarded(found));
    const groups = await target.listGroups(call);
    const idpGroupIds = (groups.kind === 'done' ? groups.value : [])
      .filter(({ alias, name: internal }) => settings?.idpGroups.some((one) => one === alias || one === internal))
      .map(({ id }) => id);
    const ended = await endAccount(whom, {
      target,
      rules: { traits: target.traits, adopt: 'exact-email', idpGroupIds, isProtected },
      call,
    });
    const { result, because, steps } = ended;
    if (result === 'absent') throw noSuchAccount(account ?? email, name);
    if (result === 'unreachable' && steps.length === 0 && isStrange(name, config))
      throw noSuchTarget(name, { config, because });
    const at = new Date(context.now()).toISOString();
    return { schema: 1, environment, target: name, actor, reason, at, ...ended, result, steps: [...ended.steps] };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const because = error instanceof Error ? error.message : 'unknown error';
    if (isStrange(name, config)) throw noSuchTarget(name, { config, because });
    throw new Refusal(EXIT.unreachable, { error: 'unreachable', because });
  } finally {
    client.destroy();
  }
}

const noSuchAccount = (named: string | undefined, target: string) =>
  new Refusal(EXIT.notFound, {
    error: 'not-found',
    because: `${typedValue(named)}: no such account on ${target}; nothing was ended`,
  });

/** The configuration of this folder may differ from the deployed one: a missing name is only reported when the target cannot be asked. */
const isStrange = (target: string, config: Config | undefined): config is Config =>
  config !== undefined && !Object.hasOwn(config.targets, target);

const noSuchTarget = (target: string, { config, because }: { readonly config: Config; readonly because: string }) =>
  new Refusal(EXIT.notFound, {
    error: 'not-found',
    because: `target ${typedValue(target)}: lifecycle.config.ts has no such target; it has ${Object.keys(config.targets).join(', ')}. ${because}`,
  });

/** Of a target that the configuration does not have, it is that of all others where they have one; else only the operator knows. */
function providerOf(target: string, config: Config | undefined, said: string | undefined): string {
  const configured = config?.targets[target]?.provider;
  const [first, ...others] = new Set(Object.values(config?.targets ?? {}).map((one) => one.provider));
  const provider = configured ?? said ?? (others.length === 0 ? first : undefined);
  if (provider !== undefined && KNOWN_PROVIDERS.includes(provider)) return provider;
  throw usage(`Say what the target is a tenant of: --provider ${KNOWN_PROVIDERS.join(' | ')}`);
}

const usage = (because: string) => new Refusal(EXIT.usage, { error: 'usage', because });

function whomOf(accountId: string | undefined, email: string | undefined): Whom {
  if (accountId !== undefined && email === undefined) return { accountId };
  if (email !== undefined && accountId === undefined) return { email: email.trim().toLowerCase() };
  throw usage('Name the account in one way: --account <id>, or --email <the exact address>');
}

/** The configuration only adds accounts to leave alone; an invalid one must not prevent ending a leaver's access. */
async function configOf({ stderr }: CliContext): Promise<Config | undefined> {
  try {
    return readConfig(await configFile());
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it cannot be read';
    stderr.write(
      `${why}\nWithout lifecycle.config.ts protected accounts and groups of the identity provider are not known\n`,
    );
    return undefined;
  }
}

async function vault(whereabouts: Whereabouts, context: CliContext) {
  const local = await localMeant(whereabouts, context);
  const { region = context.env['AWS_REGION'] ?? context.env['AWS_DEFAULT_REGION'] } = whereabouts;
  const credentials = local?.credentials ?? (await context.aws.credentials());
  const place = local ? { endpoint: local.api, region: local.region } : { ...(region !== undefined && { region }) };
  return { client: new SecretsManagerClient({ ...place, credentials }), actor: credentials.accessKeyId };
}
