import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What whoever deploys is shown at the end. */
export const addOutput = (scope: Construct, name: string, value: string): CfnOutput =>
  new CfnOutput(scope, name, { value });
