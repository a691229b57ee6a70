import type { SecretForm } from '../target-secret.ts';
import { ATLAN } from './providers/atlan.ts';
import { ATLASSIAN } from './providers/atlassian.ts';
import type { ConfiguredProvider } from './providers/configured-provider.ts';
import { SCIM } from './providers/scim.ts';
import { UNLEASH } from './providers/unleash.ts';

export type Providers = Readonly<Record<string, ConfiguredProvider>>;

/** Every provider that a target may name. A new one is a file beside the others, and a line here. */
export const PROVIDERS = {
  atlan: ATLAN,
  unleash: UNLEASH,
  atlassian: ATLASSIAN,
  scim: SCIM,
} as const satisfies Providers;

export type Provider = keyof typeof PROVIDERS;
export type Role = (typeof PROVIDERS)[Provider]['traits']['roles'][number];

/** The roles of a provider, from the least to the most. */
export const rolesIn =
  (providers: Providers) =>
  (provider: string): readonly string[] =>
    providers[provider]?.traits.roles ?? [];

/** Whether this system replaces the token of such a target by itself; not where its provider is none we know. */
export const rotatesTokens = (provider: string): boolean =>
  Object.entries(PROVIDERS).some(([name, { tokens }]) => name === provider && tokens === 'rotated');
/** The roles of a provider that only people in the target give. */
export const neverGrantedIn =
  (providers: Providers) =>
  (provider: string): readonly string[] =>
    providers[provider]?.traits.neverGranted ?? [];

/** What the secrets of a provider's targets may hold; the least where it is none we know. */
export function secretFormOf(provider: string): SecretForm {
  const known = Object.entries(PROVIDERS).find(([name]) => name === provider)?.[1];
  return { basePath: known?.basePath ?? false, oauthClients: known?.oauthClients ?? false };
}
