import * as z from 'zod/mini';

import type { ProviderTraits } from '../../../domain/provider/traits.ts';
import type { CatalogueEntry, OwnSettings, TargetSettings } from '../config.ts';
import { closed } from '../fields.ts';

/** What the configuration must know of a provider. */
export interface ConfiguredProvider {
  readonly traits: ProviderTraits;
  /** What a target gets that says nothing. */
  readonly defaults: {
    readonly maxRole: string;
    readonly requestsPerMinute: number;
    /** `invitation` where it says nothing. */
    readonly provisionedBy?: TargetSettings['provisionedBy'];
  };
  /** What its targets may say beside what every target may. */
  readonly own: { readonly keys: readonly (keyof OwnSettings)[]; readonly schema: z.ZodMiniType<OwnSettings> };
  /** Whether this system replaces the token in a secret by itself, or a person does. */
  readonly tokens: 'rotated' | 'by-hand';
  /** Whether the base URL in a secret may have a path: a tenant can share its host with others, or stand behind a prefix. */
  readonly basePath: boolean;
  /** Whether a secret may hold an OAuth client in place of a token. */
  readonly oauthClients: boolean;
  /** An entry of its group catalogue. */
  readonly group: z.ZodMiniType<CatalogueEntry>;
}

/** In every entry of every catalogue. */
export const create = z.prefault(z.boolean(), false);

/** An entry of the catalogue where groups have nothing but members. */
export const plainGroup: z.ZodMiniType<CatalogueEntry> = closed({ create });

/** For a provider whose targets say nothing of their own. */
export const nothingOwn: ConfiguredProvider['own'] = { keys: [], schema: closed({}) };
