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

/** What stands behind the last colon of an ARN: all of it but the service, the region and the account. */
export const resourceOf = (arn: string): string => arn.split(':').slice(5).join(':');
