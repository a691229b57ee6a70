import { randomBytes } from 'node:crypto';

/** Not to be guessed, though simulators listen on loopback only; says where it comes from, for those who find it in a log. */
export const newSecret = (product: string): string => `${product}-simulator-${randomBytes(24).toString('base64url')}`;
