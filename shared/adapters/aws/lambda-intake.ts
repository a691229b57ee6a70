import {
  GetEventSourceMappingCommand,
  type LambdaClient,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';

import { RetryableError } from '../../domain/failure.ts';
import type { Intake, IntakeState } from '../../ports/intake.ts';

/** A Lambda event source mapping, by its UUID. Lambda takes a moment to turn it, and refuses another turn meanwhile. */
export function lambdaIntake(client: LambdaClient, mappingId: string): Intake {
  return {
    state: async () => {
      const command = new GetEventSourceMappingCommand({ UUID: mappingId });
      const { State } = await client.send(command).catch(refused('did not report whether the intake is on'));
      return stateOf(State);
    },
    turn: async (to) => {
      const command = new UpdateEventSourceMappingCommand({ UUID: mappingId, Enabled: to === 'running' });
      await client.send(command).catch(refused(`did not switch the intake to ${to}; try again in a minute`));
    },
  };
}

function stateOf(state: string | undefined): IntakeState {
  if (state === 'Enabled') return 'running';
  return state === 'Disabled' ? 'paused' : 'turning';
}

const refused =
  (what: string) =>
  (error: unknown): never => {
    throw new RetryableError(`Lambda ${what} (${error instanceof Error ? error.name : 'unknown error'})`);
  };
