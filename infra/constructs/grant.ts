import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** One statement for one need, named after it. */
export const grant = (need: string, actions: readonly string[], ...resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ sid: need, actions: [...actions], resources: [...resources] });
