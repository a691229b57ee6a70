import { readConfig } from '../../../shared/contracts/config/read-config.ts';

/** A configuration of `count` targets and as many signed connections, with names as long as they may be. */
export const fleet = (count: number) => {
  const named = <T>(kind: string, value: T) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`${kind}-${at}-`.padEnd(32, 'x'), value] as const));
  return readConfig({
    connections: named('hr', { kind: 'standard-webhooks' }),
    targets: named('atlan', { provider: 'atlan', allowedEmailDomains: ['example.com'], groups: {} }),
    rules: [],
    approvers: ['arn:aws:iam::111122223333:role/platform-approvers'],
  });
};
