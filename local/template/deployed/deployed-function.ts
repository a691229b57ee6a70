import * as z from 'zod/mini';

import { arnOf } from '../place.ts';
import { known, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved.ts';
import { UnknownPart } from '../unknown-part.ts';

/** A function as the template describes it. */
export interface DeployedFunction {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Folder of its bundle. */
  readonly folder: string;
  /** The module in that folder and its export, for instance `index.handler`. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logGroup: string;
}

const properties = known({
  Architectures: z.unknown(),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }),
  FunctionName: z.string(),
  Handler: z.string(),
  LoggingConfig: z.strictObject({ LogGroup: z.string() }),
  MemorySize: z.number(),
  Role: z.string(),
  Runtime: z.literal('nodejs24.x'),
  Timeout: z.number(),
  // who is traced changes nothing about what runs
  TracingConfig: z.optional(z.unknown()),
});

export function readFunction(resource: ResolvedResource, assets: ReadonlyMap<string, string>): DeployedFunction {
  const { Code, Environment, FunctionName, Handler, LoggingConfig, MemorySize, Role, Timeout } = readProperties(
    resource,
    properties,
  );
  const folder = assets.get(Code.S3Key);
  if (folder === undefined) throw new UnknownPart(resource.id, `its code ${Code.S3Key} is in no assets file`);
  return {
    id: resource.id,
    name: FunctionName,
    arn: arnOf('lambda', `function:${FunctionName}`),
    roleArn: Role,
    folder,
    handler: Handler,
    timeoutSeconds: Timeout,
    memoryMb: MemorySize,
    environment: Environment.Variables,
    logGroup: LoggingConfig.LogGroup,
  };
}

/** Who may call a function, beside principals of this account. */
export interface DeployedPermission {
  readonly functionName: string;
  /** For instance `events.amazonaws.com`. */
  readonly service: string;
  readonly sourceArn: string;
}

const permission = known({
  Action: z.literal('lambda:InvokeFunction'),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string(),
});

export function readPermission(resource: ResolvedResource): DeployedPermission {
  const { FunctionName, Principal, SourceArn } = readProperties(resource, permission);
  return { functionName: FunctionName.split(':').at(-1) ?? '', service: Principal, sourceArn: SourceArn };
}
