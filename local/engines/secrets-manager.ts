import { randomUUID } from 'node:crypto';

import * as z from 'zod/mini';

import { type AwsAnswer, awsAnswer, awsError, type Engine } from '../gateway/aws-request.ts';
import { createSecretStore, isStage, type SecretStore, type SecretVersion, type Stage } from './secret-store.ts';

export interface SecretsManager {
  readonly engine: Engine;
  readonly put: (name: string, value: object) => void;
  /** The ARN of a secret that is named by its name or its ARN; undefined for one that is not there. */
  readonly arnOf: (id: string) => string | undefined;
  /** Makes an empty version pending, as a rotation does first; a pending version is used as it is. */
  readonly beginRotation: (id: string) => string | undefined;
}

interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly store: SecretStore;
}

type Operation = (body: Readonly<Record<string, unknown>>, secret: Secret) => AwsAnswer;

/** An embedded Secrets Manager with the template's secrets, empty as a template leaves them. */
export function createSecretsManager(
  named: readonly { readonly name: string; readonly arn: string }[],
  now: () => number,
): SecretsManager {
  const secrets = named.map((one): Secret => ({ ...one, store: createSecretStore(now) }));
  const find = (id: unknown) => secrets.find(({ name, arn }) => name === id || arn === id);
  return {
    put: (name, value) => void find(name)?.store.put(randomUUID(), JSON.stringify(value), ['AWSCURRENT']),
    arnOf: (id) => find(id)?.arn,
    beginRotation: (id) => find(id)?.store.begin(),
    engine: async ({ operation, body }) => {
      const carryOut = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
      if (!carryOut)
        return awsError('UnknownOperationException', `The local cloud does not know secretsmanager:${operation}`);
      const secret = find(body['SecretId']);
      return secret ? carryOut(body, secret) : notFound('the specified secret.');
    },
  };
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  GetSecretValue: (body, secret) => {
    const asked = z.object({ VersionId: text, VersionStage: text }).parse(body);
    const { store } = secret;
    const stage = asked.VersionStage ?? 'AWSCURRENT';
    const version = asked.VersionId === undefined ? store.byStage(stage) : store.byId(asked.VersionId);
    if (version?.text === undefined)
      return notFound(
        `the specified secret value for ${asked.VersionId === undefined ? 'staging label: ' : 'VersionId: '}${asked.VersionId ?? stage}`,
      );
    if (asked.VersionId !== undefined && asked.VersionStage !== undefined && store.byStage(stage) !== version)
      return awsError(
        'InvalidRequestException',
        'You provided a VersionStage that is not associated to the provided VersionId.',
      );
    return awsAnswer({ ...shown(secret, version), SecretString: version.text, CreatedDate: version.at / 1_000 });
  },
  PutSecretValue: (body, secret) => {
    const put = z.safeParse(
      z.object({ SecretString: z.string(), ClientRequestToken: text, VersionStages: z.optional(z.array(stage)) }),
      body,
    );
    if (!put.success) return awsError('InvalidParameterException', 'SecretString or VersionStages is missing or wrong');
    const { SecretString, ClientRequestToken: id = randomUUID(), VersionStages = ['AWSCURRENT'] } = put.data;
    if (!secret.store.put(id, SecretString, VersionStages))
      return awsError(
        'ResourceExistsException',
        `You can't create this secret version because a version with ClientRequestToken ${id} already exists.`,
      );
    return awsAnswer(shown(secret, { id }));
  },
  DescribeSecret: (_body, { name, arn, store }) =>
    awsAnswer({
      ARN: arn,
      Name: name,
      VersionIdsToStages: Object.fromEntries(store.staged().map(({ id }) => [id, store.stagesOf(id)])),
    }),
  UpdateSecretVersionStage: (body, { name, arn, store }) => {
    const read = z.safeParse(z.object({ VersionStage: stage, MoveToVersionId: text, RemoveFromVersionId: text }), body);
    if (!read.success) return awsError('InvalidParameterException', 'VersionStage is missing or wrong');
    const { VersionStage, MoveToVersionId: to, RemoveFromVersionId: from } = read.data;
    const at = store.byStage(VersionStage)?.id;
    if (to !== undefined && !store.byId(to)) return notFound(`the specified secret version: ${to}`);
    // a label is taken only from the version that the caller knows to have it
    if (from !== undefined ? from !== at : at !== undefined && at !== to)
      return awsError(
        'InvalidParameterException',
        `The staging label ${VersionStage} is on the version ${at}, not on ${from}.`,
      );
    if (to === undefined) store.removeStage(VersionStage);
    else store.move(VersionStage, to);
    return awsAnswer({ ARN: arn, Name: name });
  },
};

const text = z.optional(z.string());
const stage = z.custom<Stage>(isStage);

const shown = ({ arn, name, store }: Secret, { id }: Pick<SecretVersion, 'id'>) => ({
  ARN: arn,
  Name: name,
  VersionId: id,
  VersionStages: store.stagesOf(id),
});

const notFound = (what: string): AwsAnswer =>
  awsError('ResourceNotFoundException', `Secrets Manager can't find ${what}`);
