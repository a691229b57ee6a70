import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

import { OPERATOR_KEY } from '../../../local/gateway/callers.ts';
import type { RotationOutcome } from '../../../local/sources/rotation.ts';
import { eventually, type RunningCloud } from './running-cloud.ts';

/**
 * The shortest run that needs everything in the template which hands something on: the door, the queue, its mapping, the schedule, the bus,
 * the rotation and the redrive policy. Throws at the first step that does not come about, or not within `patienceLocalMs` of local time.
 */
export async function smoke(
  { cloud, hr, operate, person, tenant, control }: RunningCloud,
  patienceLocalMs = Number.POSITIVE_INFINITY,
): Promise<void> {
  /** Gives up when so much local time has gone by: a slow machine has as many ticks in it as a fast one. */
  const inTime = (what: string, ask: () => Promise<boolean>) => {
    const end = cloud.clock.now() + patienceLocalMs;
    return eventually(what, async () => {
      const isSo = await ask();
      if (!isSo && cloud.clock.now() > end) throw new Error(`this did not happen: ${what}`);
      return isSo;
    });
  };
  await operate('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'a smoke run' });
  // every engine on the way has an opinion on what lies beyond the basic plane of Unicode
  const displayName = '𠮷野 花子 😊';
  const status = await hr('joined', 'smoke', { worker: { department: 'Analytics', displayName } });
  if (status !== 200) throw new Error(`ingest answered ${status}`);
  await inTime('the mapping has handed the event over, and the joiner is invited with role and group', async () => {
    const found = await person('smoke@example.com');
    return found?.state === 'invited' && found.workspaceRole === '$member' && found.groups.length === 1;
  });
  await tenant('POST', 'accept', { email: 'smoke@example.com' });
  await inTime('the schedule has had the tenant swept, and the bus tells of the acceptance', async () =>
    cloud.buses.events().some((event) => event['detail-type'] === 'InvitationAccepted'),
  );
  await inTime('where the chains of receipts end is kept', async () =>
    cloud.deployment.buckets.some(({ name }) => cloud.objects.objectsOf(name).size > 0),
  );
  const { steps } = await control<{ steps: RotationOutcome }>('POST', 'secrets/atlan-prod/rotate');
  const undone = steps.find(({ outcome }) => outcome.kind !== 'done');
  if (undone || steps.length !== 4) throw new Error(`the rotation of the token did not get past ${undone?.step}`);
  await redrive(cloud);
}

/** A message that nobody ever deletes has to end in the dead-letter queue, also when the function never sees it. */
async function redrive(cloud: RunningCloud['cloud']): Promise<void> {
  const [queue] = cloud.deployment.queues.filter(({ name }) => name.includes('lifecycle.fifo'));
  const [dead] = cloud.deployment.queues.filter(({ name }) => name.includes('dead-letters'));
  if (!queue || !dead) throw new Error('there are no queues');
  const refuseMapping = { service: 'sqs', operation: 'ReceiveMessage', when: 'before', effect: 'refuse' } as const;
  cloud.faults.set([{ ...refuseMapping, function: 'provision' }]);
  const client = new SQSClient({ endpoint: cloud.url, region: 'eu-west-1', credentials: OPERATOR_KEY });
  try {
    const QueueUrl = queue.url;
    // whoever polls now is still answered, and would take the message
    const refused = () =>
      cloud.calls().filter(({ operation, status }) => operation === 'ReceiveMessage' && status === 500);
    await eventually(
      'every poller is refused',
      async () => !cloud.deployment.mappings[0]?.enabled || refused().length >= 6,
    );
    await client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: 'poison',
        MessageGroupId: 'poison',
        MessageDeduplicationId: 'poison',
      }),
    );
    for (let receive = 0; receive < 10 && cloud.queues.stateOf(dead.name)?.visible === 0; receive++)
      await client.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0, WaitTimeSeconds: 0 }));
    if (cloud.queues.stateOf(dead.name)?.visible !== 1)
      throw new Error('a message that was received ten times is not in the dead-letter queue');
  } finally {
    client.destroy();
    cloud.faults.set([]);
  }
}
