import * as z from 'zod/mini';

import { known, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved.ts';

const parameter = z.strictObject({
  type: z.enum(['String', 'AWS::IAM::Role::Arn']),
  description: z.string(),
  default: z.optional(z.string()),
  allowedValues: z.optional(z.array(z.string())),
  allowedPattern: z.optional(z.string()),
  maxChars: z.optional(z.number()),
});

const COMMON = {
  name: z.string(),
  timeoutSeconds: z.optional(z.number()),
  nextStep: z.optional(z.string()),
  isEnd: z.optional(z.boolean()),
};

const branch = z.strictObject({
  ...COMMON,
  action: z.literal('aws:branch'),
  inputs: z.strictObject({
    Choices: z.array(z.strictObject({ Variable: z.string(), StringEquals: z.string(), NextStep: z.string() })),
    Default: z.string(),
  }),
});

const approve = z.strictObject({
  ...COMMON,
  action: z.literal('aws:approve'),
  inputs: z.strictObject({
    NotificationArn: z.optional(z.string()),
    Approvers: z.array(z.string()).check(z.minLength(1)),
    MinRequiredApprovals: z.literal(1),
    Message: z.string(),
  }),
});

const executeScript = z.strictObject({
  ...COMMON,
  action: z.literal('aws:executeScript'),
  inputs: z.strictObject({
    Runtime: z.string(),
    Handler: z.string(),
    Script: z.string(),
    InputPayload: z.record(z.string(), z.unknown()),
  }),
  outputs: z.array(z.strictObject({ Name: z.string(), Selector: z.string(), Type: z.literal('String') })),
});

const step = z.discriminatedUnion('action', [branch, approve, executeScript]);

const document = known({
  Name: z.string(),
  DocumentType: z.literal('Automation'),
  DocumentFormat: z.literal('JSON'),
  UpdateMethod: z.literal('NewVersion'),
  Content: z.strictObject({
    schemaVersion: z.literal('0.3'),
    description: z.string(),
    assumeRole: z.string(),
    parameters: z.record(z.string(), parameter),
    mainSteps: z.array(step),
  }),
});

export type DocumentContent = z.infer<typeof document>['Content'];
export type Step = z.infer<typeof step>;

/** An Automation document, with no other kinds of steps than the local cloud can take. */
export interface DeployedDocument {
  readonly name: string;
  readonly content: DocumentContent;
}

export function readDocument(resource: ResolvedResource): DeployedDocument {
  const { Name, Content } = readProperties(resource, document);
  return { name: Name, content: Content };
}
