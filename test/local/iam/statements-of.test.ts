import { describe, expect, it } from 'vitest';

import { statementsOf } from '../../../local/iam/statements-of.ts';
import { synthesise } from '../../infra/stacks/synthesise.ts';

const allow = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-west-1:111122223333:work' };
const roleWith = (statement: object, document: object = {}) => ({
  AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
  Policies: [{ PolicyName: 'grants', PolicyDocument: { Version: '2012-10-17', Statement: [statement], ...document } }],
});
const reading = (properties: object) => () => statementsOf('PollRole', properties);

describe('the statements of a role', () => {
  it('are read from all its policies, one value or several', () => {
    const { Policies } = roleWith({
      ...allow,
      Sid: 'AskToLook',
      Action: ['sqs:SendMessage', 'sqs:GetQueueUrl'],
      Condition: {
        Bool: { 'AWS:securetransport': true },
        'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['a', 'b*'] },
      },
    });
    expect(statementsOf('PollRole', { Policies: [...Policies, ...roleWith(allow).Policies], Tags: [] })).toEqual([
      {
        effect: 'Allow',
        sid: 'AskToLook',
        actions: ['sqs:SendMessage', 'sqs:GetQueueUrl'],
        resources: [allow.Resource],
        conditions: [
          { operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] },
          { operator: 'ForAnyValue:StringLike', key: 'dynamodb:LeadingKeys', values: ['a', 'b*'] },
        ],
      },
      { effect: 'Allow', actions: ['sqs:SendMessage'], resources: [allow.Resource], conditions: [] },
    ]);
  });

  it('may stand without a list around them', () => {
    expect(statementsOf('PollRole', roleWith({}, { Statement: allow }))).toHaveLength(1);
  });

  it('may be none', () => {
    expect(statementsOf('PollRole', { ManagedPolicyArns: [] })).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['NotAction', roleWith({ ...allow, NotAction: 'sqs:*' }), /NotAction/],
    ['NotResource', roleWith({ ...allow, NotResource: '*' }), /NotResource/],
    ['Principal', roleWith({ ...allow, Principal: '*' }), /Principal/],
    ['an effect', roleWith({ ...allow, Effect: 'allow' }), /Effect allow/],
    ['an operator', roleWith({ ...allow, Condition: { StringEqualsIfExists: {} } }), /StringEqualsIfExists/],
    [
      'an operator named like a property of every object',
      roleWith({ ...allow, Condition: { toString: {} } }),
      /toString/,
    ],
    [
      'a key',
      roleWith({ ...allow, Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x' } } }),
      /PrincipalTag\/team/,
    ],
    ['a managed policy', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }, /ReadOnlyAccess/],
    ['a permissions boundary', { PermissionsBoundary: 'arn:aws:iam::111122223333:policy/x' }, /PermissionsBoundary/],
    ['a property of the role', { InlinePolicies: [] }, /InlinePolicies/],
    ['an older version', roleWith(allow, { Version: '2008-10-17' }), /Version 2008-10-17/],
    ['no version', roleWith(allow, { Version: undefined }), /Version undefined/],
    ['an action without a service', roleWith({ ...allow, Action: 'SendMessage' }), /SendMessage/],
    ['a wildcard for the service', roleWith({ ...allow, Action: '*:SendMessage' }), /\*:SendMessage/],
    ['no action', roleWith({ ...allow, Action: undefined }), /Action/],
    ['an empty list of resources', roleWith({ ...allow, Resource: [] }), /Resource: must not be empty/],
    ['a resource that is no ARN', roleWith({ ...allow, Resource: 'work' }), /work/],
    ['an intrinsic left unresolved', roleWith({ ...allow, Resource: { Ref: 'Queue' } }), /intrinsic/],
    [
      'a policy variable',
      roleWith({ ...allow, Resource: ['arn:aws:sqs:eu-west-1:1:$', '{aws:userid}'].join('') }),
      /aws:userid/,
    ],
    [
      'a number in a condition',
      roleWith({ ...allow, Condition: { StringEquals: { 'aws:SourceAccount': 1 } } }),
      /aws:SourceAccount/,
    ],
  ])('are refused when they hold %s, by its name and the role’s', (_, properties, naming) => {
    expect(reading(properties)).toThrow(naming);
    expect(reading(properties)).toThrow(/PollRole/);
  });

  it('say where the trouble stands', () => {
    expect(reading(roleWith({ ...allow, NotAction: 'sqs:*' }))).toThrowErrorMatchingInlineSnapshot(
      `[UnknownPolicy: PollRole Policies[0] Statement[0]: NotAction is not evaluated here; known are Sid, Effect, Action, Resource, Condition]`,
    );
  });
});

describe('the roles of our own template', () => {
  /** Every intrinsic becomes the same ARN: what it says is of no matter here. */
  const resolved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolved);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    return entries.some(([key]) => /^(Ref|Fn::)/.test(key))
      ? allow.Resource
      : Object.fromEntries(entries.map(([key, one]) => [key, resolved(one)]));
  };

  it.each(synthesise().ofType('AWS::IAM::Role'))('$id is understood whole', ({ id, Properties }) => {
    const statements = statementsOf(id, resolved(Properties));
    const isOfDocument = JSON.stringify(Properties).includes('ssm.amazonaws.com');
    const needs = isOfDocument ? [expect.stringMatching(/^[A-Z]\w+$/)] : ['WriteLog', 'ReadSecrets'];
    expect(statements.map(({ sid }) => sid)).toEqual(expect.arrayContaining(needs));
  });
});
