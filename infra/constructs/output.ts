import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What the deployment prints at its end. */
export const addOutput = (scope: Construct, name: string, value: string): CfnOutput =>
  new CfnOutput(scope, name, { value });
