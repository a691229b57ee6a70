import type { TargetSettings } from './config.ts';

/** Requests a minute that a provider allows one tenant, for all callers together (Atlan: its documentation of API rate limits). */
const LIMITS: Readonly<Record<TargetSettings['provider'], number>> = { atlan: 400 };

export const tenantLimit = ({ provider }: Pick<TargetSettings, 'provider'>): number => LIMITS[provider];
