import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** A secret that a person fills: no value passes through a template. It outlives the stack, since nobody else may know its value. */
export function addEmptySecret(scope: Construct, name: string, description: string): void {
  const secret = new CfnSecret(scope, name, { name, description });
  secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'The far side issues the value, so a person replaces it there and here; nothing of AWS can rotate it.',
  });
}
