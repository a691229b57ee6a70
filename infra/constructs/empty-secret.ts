import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

interface EmptySecret {
  readonly name: string;
  readonly description: string;
  /** Why this stack has no rotation for it. */
  readonly unrotated: string;
}

/**
 * A secret that a person fills: no value passes through a template. It outlives the stack, since no other copy of its value need exist; only a
 * deployment that fails takes back the empty one it made.
 */
export function addEmptySecret(scope: Construct, { name, description, unrotated }: EmptySecret): void {
  const secret = new CfnSecret(scope, name, { name, description });
  secret.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: unrotated,
  });
}
