import type { SecretsManager } from '../engines/secrets-manager.ts';
import type { Outcome } from '../functions/execution-environment.ts';
import type { Functions } from '../functions/start-functions.ts';
import type { DeployedRotation } from '../template/deployed/deployed-rotation.ts';

/** How far a rotation came. A step that failed is the last; asked again, the same rotation goes on from its start. */
export type RotationOutcome = readonly { readonly step: string; readonly outcome: Outcome }[];

export interface Rotations {
  readonly secretIds: readonly string[];
  /** Runs the four steps as Secrets Manager does; undefined when no rotation of the template is for this secret. */
  readonly rotate: (secretId: string) => Promise<RotationOutcome | undefined>;
}

const SERVICE = 'secretsmanager.amazonaws.com';
const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

/** The template's rotations. Days are too long for a laptop: each is started by hand. */
export function createRotations(
  rotations: readonly DeployedRotation[],
  { secrets, functions }: { readonly secrets: SecretsManager; readonly functions: Functions },
): Rotations {
  return {
    secretIds: rotations.map(({ secretId }) => secretId),
    rotate: async (secretId) => {
      const rotation = rotations.find((one) => one.secretId === secretId);
      const sourceArn = rotation && secrets.arnOf(rotation.secretId);
      if (!rotation || sourceArn === undefined) return undefined;
      const invoked = functions.for(rotation.functionArn, { service: SERVICE, sourceArn });
      if (!invoked) return [];
      const version = secrets.beginRotation(sourceArn);
      const done: RotationOutcome[number][] = [];
      for (const step of STEPS) {
        const outcome = await invoked.invoke({ Step: step, SecretId: sourceArn, ClientRequestToken: version });
        done.push({ step, outcome });
        if (outcome.kind === 'failed') break;
      }
      return done;
    },
  };
}
