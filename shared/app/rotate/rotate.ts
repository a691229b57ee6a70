import { PermanentError } from '../../domain/failure.ts';
import type { Call } from '../../ports/target/call.ts';
import { createSecret } from './create-secret.ts';
import type { RotateDeps, Rotation } from './deps.ts';
import { finishSecret } from './finish-secret.ts';
import { KEEP_CLIENT } from './keep-client.ts';
import { currentSecret } from './read-versions.ts';
import { testSecret } from './test-secret.ts';

export type Step = 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';

export interface StepRequest {
  readonly secretId: string;
  readonly version: string;
  readonly step: Step;
}

type Steps = Readonly<Record<Step, (rotation: Rotation) => Promise<void>>>;

const REPLACE_TOKEN: Steps = {
  createSecret,
  // the target knows a token from the moment it makes it
  setSecret: async () => undefined,
  testSecret,
  finishSecret,
};

/**
 * One step of replacing the token in a target's secret, as Secrets Manager asks for them; an OAuth client in its place stays. Every step
 * may be tried again, from any point at which the last try ended; until the last one the current version stays what it was. Throws when
 * the step has to be tried again.
 */
export async function rotate({ secretId, version, step }: StepRequest, deps: RotateDeps, call: Call): Promise<void> {
  const { name, stages } = await deps.versions.describe(secretId);
  const target = name.slice(deps.secretPrefix.length);
  if (!name.startsWith(deps.secretPrefix))
    throw new PermanentError(`The secret ${name} belongs to no target; remove its rotation`);
  try {
    const staged = stages.get(version) ?? [];
    if (!staged.includes('AWSPENDING') && !staged.includes('AWSCURRENT'))
      throw new PermanentError(
        `The version ${version} of ${name} is not pending; start the rotation with rotate-secret, not by hand`,
      );
    const rotation = { target, secretId, version, stages, deps, call };
    const current = await currentSecret(rotation);
    const steps: Steps = current && current.token === undefined ? KEEP_CLIENT : REPLACE_TOKEN;
    await steps[step](rotation);
  } catch (error) {
    deps.observe.count('RotationFailed', { target });
    deps.observe.error('rotation-failed', { target, step, version });
    throw error;
  }
}
