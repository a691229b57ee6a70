/** Where the local cloud pretends to be. The account is that of the embedded SQS, which knows no other. */
export const PLACE = {
  partition: 'aws',
  region: 'eu-west-1',
  account: '000000000000',
  urlSuffix: 'amazonaws.com',
} as const;

/** An ARN in this place. */
export const arnOf = (service: string, resource: string): string =>
  `arn:${PLACE.partition}:${service}:${PLACE.region}:${PLACE.account}:${resource}`;
