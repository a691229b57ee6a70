/** Where poll writes how many accounts of a target are managed. */
export const managedCount = (target: string): string => `managed:${target}`;
