import type { AtlassianSettings } from '../../../../contracts/config/providers/atlassian-settings.ts';

/** The beginning, in UTC, of the day on which the key ends (epoch ms): the earliest instant at which it may stop. */
export const keyExpiresAt = ({ apiKeyExpires }: AtlassianSettings): number | undefined =>
  apiKeyExpires === undefined ? undefined : Date.parse(`${apiKeyExpires}T00:00:00Z`);
