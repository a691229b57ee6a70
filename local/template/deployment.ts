import * as z from 'zod/mini';

import type { Assembly } from './assembly.ts';
import { type DeployedRoute, readRoutes } from './deployed/deployed-api.ts';
import { type DeployedBucket, readBucket } from './deployed/deployed-bucket.ts';
import { type DeployedDocument, readDocument } from './deployed/deployed-document.ts';
import { type DeployedRule, readRule } from './deployed/deployed-events.ts';
import {
  type DeployedFunction,
  type DeployedPermission,
  readFunction,
  readPermission,
} from './deployed/deployed-function.ts';
import { refuseOtherKeys } from './deployed/deployed-key.ts';
import { type DeployedMapping, type DeployedQueue, readMapping, readQueue } from './deployed/deployed-queue.ts';
import { type DeployedRotation, readRotation } from './deployed/deployed-rotation.ts';
import { type DeployedStage, readStage } from './deployed/deployed-stage.ts';
import { type DeployedTable, readTable } from './deployed/deployed-table.ts';
import { arnOf } from './place.ts';
import { known, readProperties } from './read-properties.ts';
import { type ResolvedResource, resolveStacks } from './resolved.ts';
import { UnknownPart } from './unknown-part.ts';

/** What would be deployed, as far as it runs. */
export interface Deployment {
  readonly functions: readonly DeployedFunction[];
  readonly permissions: readonly DeployedPermission[];
  readonly roles: readonly ResolvedResource[];
  readonly queues: readonly DeployedQueue[];
  readonly mappings: readonly DeployedMapping[];
  readonly tables: readonly DeployedTable[];
  readonly buckets: readonly DeployedBucket[];
  readonly rules: readonly DeployedRule[];
  readonly stage: DeployedStage;
  readonly routes: readonly DeployedRoute[];
  readonly documents: readonly DeployedDocument[];
  readonly buses: readonly { readonly name: string; readonly arn: string }[];
  readonly topics: readonly { readonly name: string; readonly arn: string }[];
  readonly secrets: readonly { readonly name: string; readonly arn: string }[];
  readonly rotations: readonly DeployedRotation[];
}

/** What is deployed and has no part in what the local cloud runs, each with its reason. */
const PASSED_OVER: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'the local cloud sends no pages; the metrics are in the functions’ logs',
  'AWS::CloudWatch::Dashboard': 'the same',
  'AWS::Logs::LogGroup': 'logs are kept in memory',
  'AWS::Logs::MetricFilter': 'no metric is kept here; a test checks that they fit the lines of the access log',
  'AWS::S3::BucketPolicy': 'it refuses requests without TLS, and loopback has no TLS',
  'AWS::SNS::TopicPolicy': 'only alarms need it to publish, and there are no alarms here',
  'AWS::SQS::QueuePolicy': 'it refuses requests without TLS, and loopback has no TLS',
};

const bus = known({ Name: z.string() });
const secret = known({ Name: z.string() });
const topic = known({ TopicName: z.string() });
const api = known({ Name: z.string(), ProtocolType: z.literal('HTTP') });

/**
 * Reads what a synthesis wrote. `gateway` is the base of the one gateway, without a slash at its end. Throws `UnknownPart` for the first
 * thing that it does not know, and for what AWS would refuse to deploy.
 */
export function readDeployment(assembly: Assembly, gateway: string): Deployment {
  const resources = resolveStacks(assembly, gateway);
  const known = new Set<string>(Object.keys(PASSED_OVER));
  const ofType = (type: string) => {
    known.add(type);
    return resources.filter((resource) => resource.type === type);
  };
  for (const resource of ofType('AWS::ApiGatewayV2::Api')) readProperties(resource, api);
  refuseOtherKeys(ofType('AWS::KMS::Key'));
  const deployment: Deployment = {
    functions: ofType('AWS::Lambda::Function').map((resource) => readFunction(resource, assembly.assets)),
    permissions: ofType('AWS::Lambda::Permission').map(readPermission),
    roles: ofType('AWS::IAM::Role'),
    queues: ofType('AWS::SQS::Queue').map((resource) => readQueue(resource, gateway)),
    mappings: ofType('AWS::Lambda::EventSourceMapping').map(readMapping),
    tables: ofType('AWS::DynamoDB::Table').map(readTable),
    buckets: ofType('AWS::S3::Bucket').map(readBucket),
    rules: ofType('AWS::Events::Rule').map(readRule),
    stage: onlyStage(ofType('AWS::ApiGatewayV2::Stage')),
    routes: readRoutes(ofType('AWS::ApiGatewayV2::Route'), ofType('AWS::ApiGatewayV2::Integration')),
    documents: ofType('AWS::SSM::Document').map(readDocument),
    buses: ofType('AWS::Events::EventBus').map((resource) => {
      const { Name } = readProperties(resource, bus);
      return { name: Name, arn: arnOf('events', `event-bus/${Name}`) };
    }),
    topics: ofType('AWS::SNS::Topic').map((resource) => {
      const { TopicName } = readProperties(resource, topic);
      return { name: TopicName, arn: arnOf('sns', TopicName) };
    }),
    secrets: ofType('AWS::SecretsManager::Secret').map((resource) => {
      const { Name } = readProperties(resource, secret);
      return { name: Name, arn: arnOf('secretsmanager', `secret:${Name}-local1`) };
    }),
    rotations: ofType('AWS::SecretsManager::RotationSchedule').map(readRotation),
  };
  const unknown = resources.find(({ type }) => !known.has(type));
  if (unknown) throw new UnknownPart(unknown.id, `it is of type ${unknown.type}`);
  refuseShortVisibility(deployment);
  return deployment;
}

/** There is one HTTP API, so that its address is the gateway's. */
function onlyStage([stage, another]: readonly ResolvedResource[]): DeployedStage {
  if (!stage || another) throw new UnknownPart('AWS::ApiGatewayV2::Stage', 'there must be exactly one');
  return readStage(stage);
}

/** As AWS does: a message must stay out of sight for as long as the function may work on it. */
function refuseShortVisibility({ mappings, queues, functions }: Deployment): void {
  for (const { id, queueArn, functionName } of mappings) {
    const queue = queues.find(({ arn }) => arn === queueArn);
    const worker = functions.find(({ name }) => name === functionName);
    if (!queue) throw new UnknownPart(id, `its source ${queueArn} is no queue of the template`);
    if (!worker) throw new UnknownPart(id, `its function ${functionName} is none of the template`);
    if (queue.visibilityTimeoutSeconds < worker.timeoutSeconds)
      throw new Error(
        `${id}: the queue ${queue.name} shows a message again after ${queue.visibilityTimeoutSeconds} s, and ${functionName} may work on it for ${worker.timeoutSeconds} s. AWS refuses that; raise the queue's visibility timeout`,
      );
  }
}
