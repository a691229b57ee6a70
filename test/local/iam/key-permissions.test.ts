import { describe, expect, it } from 'vitest';

import { keyPermissions } from '../../../local/iam/permissions/key-permissions.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/ledger';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/k';
const keyOf = (tableArn: string) => (tableArn === TABLE ? KEY : undefined);
const ALL = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'].map((action) => ({
  action,
  resource: KEY,
}));

describe('the key of a table', () => {
  it.each([
    ['the table', [{ action: 'dynamodb:GetItem', resource: TABLE }]],
    ['an index of it', [{ action: 'dynamodb:Query', resource: `${TABLE}/index/due` }]],
    [
      'both at once',
      [
        { action: 'dynamodb:BatchGetItem', resource: TABLE },
        { action: 'dynamodb:BatchGetItem', resource: `${TABLE}/index/due` },
      ],
    ],
  ])('is used once by who uses %s', (_what, permissions) => {
    expect(keyPermissions(permissions, keyOf)).toEqual(ALL);
  });

  it('is none where the table has none, and for other services', () => {
    expect(keyPermissions([{ action: 'dynamodb:GetItem', resource: `${TABLE}-2` }], keyOf)).toEqual([]);
    expect(keyPermissions([{ action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-west-1:1:q' }], keyOf)).toEqual([]);
  });
});
