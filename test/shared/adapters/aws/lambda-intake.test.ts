import {
  GetEventSourceMappingCommand,
  LambdaClient,
  ResourceInUseException,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';

import { lambdaIntake } from '../../../../shared/adapters/aws/lambda-intake.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import { describeIntake } from '../../../contract/intake.ts';

/** A Lambda with one mapping, which turns at once. */
function lambda(state = 'Enabled') {
  const aws = mockClient(LambdaClient);
  let now = state;
  aws.on(GetEventSourceMappingCommand, { UUID: 'mapping' }).callsFake(async () => ({ State: now }));
  aws.on(UpdateEventSourceMappingCommand).callsFake(async ({ UUID, Enabled }) => {
    expect(UUID).toBe('mapping');
    now = Enabled ? 'Enabled' : 'Disabled';
    return { State: now };
  });
  return { aws, intake: lambdaIntake(new LambdaClient({ region: 'eu-west-1' }), 'mapping') };
}

describeIntake('Lambda', async () => lambda().intake);

describe('an event source mapping', () => {
  it.each(['Creating', 'Enabling', 'Disabling', 'Updating'])('that is %s is turning', async (state) => {
    expect(await lambda(state).intake.state()).toBe('turning');
  });

  it('that still turns is a retryable failure, and so is a Lambda out of reach', async () => {
    const { aws, intake } = lambda();
    aws.on(UpdateEventSourceMappingCommand).rejects(new ResourceInUseException({ message: 'busy', $metadata: {} }));
    aws.on(GetEventSourceMappingCommand).rejects(new Error('no route'));
    await expect(intake.turn('paused')).rejects.toThrow(
      new RetryableError('Lambda did not switch the intake to paused; try again in a minute (ResourceInUseException)'),
    );
    await expect(intake.state()).rejects.toThrow(RetryableError);
  });
});
