import type { OwnSettings, TargetSettings } from '../../contracts/config/config.ts';
import type { Provider } from '../../contracts/config/providers.ts';
import type { ScimProfileName } from '../../contracts/config/scim-options.ts';
import { PermanentError } from '../../domain/failure.ts';
import type { Exclusive } from '../../ports/exclusive.ts';
import type { Target } from '../../ports/target/target.ts';
import type { TargetProbe } from '../../ports/target/target-probe.ts';
import type { TokenMint } from '../../ports/target/token-mint.ts';
import { atlanTarget } from './atlan/atlan-target.ts';
import { atlanTokenMint, type TokenMintSettings } from './atlan/tenant/token-mint.ts';
import { atlassianTarget } from './atlassian/atlassian-target.ts';
import { scimSecret } from './channel/scim-secret.ts';
import { throughScim } from './channel/through-scim.ts';
import type { CallerSettings } from './http/caller.ts';
import { type ScimTarget, scimTarget } from './scim/scim-target.ts';
import { unleashTarget } from './unleash/unleash-target.ts';

/** A target with what only an examination asks of it. */
export interface OpenedTarget extends Target {
  readonly probe: TargetProbe;
}

/** What every adapter is given. */
interface Opening extends CallerSettings {
  /** What this provider's targets may say; absent parts are as documented. */
  readonly settings: OwnSettings & Partial<Pick<TargetSettings, 'groups' | 'provisionedBy'>>;
  /** Where several processes write to one tenant. */
  readonly exclusive?: Exclusive;
}

/** The SCIM side of a product: its own token, at `path` behind the address of the target. */
const scimSideOf = (opening: CallerSettings, path: string, profile: ScimProfileName): ScimTarget =>
  scimTarget({
    ...opening,
    name: `${opening.name} (SCIM)`,
    secret: scimSecret(opening.secret, path),
    options: { profile },
  });

/** A new provider is a folder beside this file, and a line in each of these. */
const TARGETS: Readonly<Record<Provider, (opening: Opening) => OpenedTarget>> = {
  atlan: ({ settings: { dialect, provisionedBy }, ...opening }) => {
    const bare = atlanTarget({ ...opening, ...(dialect && { dialect }) });
    const scim = scimSideOf(opening, '/api/service/scim', 'atlan');
    const own = { ...bare, probe: { ...bare.probe, channel: scim.sideProbe } };
    return provisionedBy === 'scim' ? throughScim(own, scim) : own;
  },
  unleash: unleashTarget,
  atlassian: ({ settings: { atlassian }, ...opening }) => atlassianTarget({ ...opening, atlassian }),
  scim: ({ settings: { scim }, ...opening }) => scimTarget({ ...opening, ...(scim && { options: scim }) }),
};
/** Providers whose tokens we can renew by ourselves. */
const MINTS: Readonly<Partial<Record<Provider, (settings: TokenMintSettings) => TokenMint>>> = {
  atlan: atlanTokenMint,
};

/** The client of one tenant. Throws `PermanentError` for a provider that has no adapter. */
export const openTarget = (provider: string, opening: Opening): OpenedTarget => one(TARGETS, provider)(opening);

/** What makes the next token of a tenant from the one before. Throws `PermanentError` for a provider whose tokens we cannot make. */
export const openTokenMint = (provider: string, settings: TokenMintSettings): TokenMint =>
  one(MINTS, provider)(settings);

function one<Made>(registry: Readonly<Record<string, Made | undefined>>, provider: string): Made {
  const made = Object.hasOwn(registry, provider) ? registry[provider] : undefined;
  if (!made) throw new PermanentError(`No adapter is registered for the provider ${provider}`);
  return made;
}
