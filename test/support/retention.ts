import type { RetentionSettings } from '../../shared/contracts/config/config.ts';

/** How long things are kept where a configuration says nothing of it. */
export const RETENTION: RetentionSettings = { chainHeadYears: 7, quarantineDays: 14, deadLetterDays: 90 };
