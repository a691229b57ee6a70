/** The keys that a condition may name: what the local cloud can say of a request. */
export const CONDITION_KEYS: readonly string[] = [
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  'dynamodb:Attributes',
  'dynamodb:LeadingKeys',
  'secretsmanager:SecretId',
];

/** The key as CONDITION_KEYS spells it: IAM does not tell upper from lower case in keys. */
export const conditionKey = (name: string): string | undefined =>
  CONDITION_KEYS.find((known) => known.toLowerCase() === name.toLowerCase());
