import { type AwsAnswer, awsAnswer } from '../gateway/aws-request.ts';

/** What Lambda gives an account to run at once. A laptop has far fewer processes, and lets calls wait. */
const CONCURRENT = 1_000;

/** Lambda's answer about the account. */
export const accountSettings = (): AwsAnswer =>
  awsAnswer({
    AccountLimit: { ConcurrentExecutions: CONCURRENT, UnreservedConcurrentExecutions: CONCURRENT },
    AccountUsage: {},
  });
