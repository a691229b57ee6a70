import { requiredText } from '../read-body.ts';
import { arnOf, type PermissionsOf, type ServiceRequest } from './permission.ts';

const QUEUE_NAME = /^[A-Za-z0-9_-]{1,80}(\.fifo)?$/;

function queueArn(request: ServiceRequest, name: string): string {
  if (!QUEUE_NAME.test(name)) throw new Error(`${request.operation} cannot be authorised: ${name} names no queue`);
  return arnOf('sqs', request, name);
}

/** A batch needs what a single message needs. */
const onQueue =
  (action: string): PermissionsOf =>
  (request) => {
    const name = requiredText(request, 'QueueUrl').split('/').at(-1) ?? '';
    return [{ action: `sqs:${action}`, resource: queueArn(request, name) }];
  };

export const sqsPermissions = {
  SendMessage: onQueue('SendMessage'),
  SendMessageBatch: onQueue('SendMessage'),
  ReceiveMessage: onQueue('ReceiveMessage'),
  DeleteMessage: onQueue('DeleteMessage'),
  DeleteMessageBatch: onQueue('DeleteMessage'),
  ChangeMessageVisibility: onQueue('ChangeMessageVisibility'),
  ChangeMessageVisibilityBatch: onQueue('ChangeMessageVisibility'),
  GetQueueAttributes: onQueue('GetQueueAttributes'),
  GetQueueUrl: (request) => [
    { action: 'sqs:GetQueueUrl', resource: queueArn(request, requiredText(request, 'QueueName')) },
  ],
} satisfies Record<string, PermissionsOf>;
