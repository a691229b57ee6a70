import { ATLAN_DEFAULTS, ATLAN_TRAITS } from '../../adapters/targets/atlan/traits.ts';
import type { ProviderTraits } from '../../domain/provider/traits.ts';

/** What the configuration must know of a provider. */
export interface ConfiguredProvider {
  readonly traits: ProviderTraits;
  /** What a target gets that says nothing. */
  readonly defaults: { readonly maxRole: string; readonly requestsPerMinute: number };
}

export type Providers = Readonly<Record<string, ConfiguredProvider>>;

/** Every provider that a target may name. */
export const PROVIDERS = {
  atlan: { traits: ATLAN_TRAITS, defaults: ATLAN_DEFAULTS },
} as const satisfies Providers;

export type Provider = keyof typeof PROVIDERS;
export type Role = (typeof PROVIDERS)[Provider]['traits']['roles'][number];

/** The roles of a provider, from the least to the most. */
export const rolesIn =
  (providers: Providers) =>
  (provider: string): readonly string[] =>
    providers[provider]?.traits.roles ?? [];
