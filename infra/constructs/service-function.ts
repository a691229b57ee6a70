import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type * as z from 'zod/mini';

import { grant } from './grant.ts';

type Variables = Record<string, z.ZodMiniType<string, string>>;

export interface ServiceFunctionProps<Names extends Variables> {
  readonly functionName: string;
  /** The IAM path of its role. */
  readonly rolePath: string;
  /** What it is for, in one sentence. */
  readonly description: string;
  readonly code: Code;
  readonly memorySize: number;
  readonly timeout: Duration;
  /** What the function reads its environment by. */
  readonly contract: z.ZodMiniObject<Names>;
  /** Exactly the variables of the contract: a missing or misspelt one does not compile. */
  readonly environment: { readonly [Name in keyof NoInfer<Names>]: string };
  /** What it may do, beside writing its log and its traces. */
  readonly may: readonly PolicyStatement[];
}

/** Bundles carry their source maps: a stack trace in a log then names our files and lines. */
const OF_NODE = { NODE_OPTIONS: '--enable-source-maps' };

/** One function of ours, with a role in which every statement is written by hand. */
export class ServiceFunction<Names extends Variables> extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps<Names>) {
    super(scope, id);
    const { functionName, rolePath, description, code, memorySize, timeout, environment, may } = props;
    // The ledger is what must be kept. A log holds ids only, and is of no use once its function is gone.
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      path: rolePath,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        grants: new PolicyDocument({
          statements: [
            grant('WriteLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
            grant('Trace', ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*'),
            ...may,
          ],
        }),
      },
    });
    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      description,
      code,
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize,
      timeout,
      environment: { ...environment, ...OF_NODE },
      tracing: Tracing.ACTIVE,
      logGroup,
      role: role.withoutPolicyUpdates(),
    });
    Validations.of(role).acknowledge(
      {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'X-Ray and Lambda’s account settings have no resources to name: their actions know only *.',
      },
      {
        id: 'Serverless-LambdaStarPermissions',
        reason:
          'The same, and secrets and documents by the beginning of their names; a test holds that there is nothing else.',
      },
    );
  }
}
