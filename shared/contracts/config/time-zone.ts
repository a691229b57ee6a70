import { isCivil } from '../../domain/civil-time.ts';

/** Whether a configuration may name this time zone: by its IANA name, no offset. */
export const isTimeZone = (zone: string): boolean => /^[A-Za-z]/.test(zone) && isCivil('2000-01-01', zone);
