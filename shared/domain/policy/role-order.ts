/** The roles of each provider, from the least to the most. */
export const ROLE_ORDER = { atlan: ['$guest', '$member', '$admin'] } as const;

export type Provider = keyof typeof ROLE_ORDER;
export type Role = (typeof ROLE_ORDER)[Provider][number];
