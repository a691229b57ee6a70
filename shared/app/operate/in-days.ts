/** A number of days in words. */
export const inDays = (many: number): string => (many === 1 ? 'one day' : `${many} days`);
