import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';

import { OPERATOR_KEY } from '../../local/gateway/callers.ts';
import type { Assembly } from '../../local/template/assembly.ts';
import type { OutputOf } from '../../shared/contracts/operate/command.ts';
import type { dlqListCommand } from '../../shared/contracts/operate/dlq/dlq-list.ts';
import type { dlqRedriveCommand } from '../../shared/contracts/operate/dlq/dlq-redrive.ts';
import type { statusCommand } from '../../shared/contracts/operate/status/status.ts';
import { assemblyOf } from './support/assembly.ts';
import { eventually, type RunningCloud, runningCloud, TEST_CONFIG } from './support/running-cloud.ts';

type Listed = OutputOf<typeof dlqListCommand>;
type Redriven = OutputOf<typeof dlqRedriveCommand>;
type Status = OutputOf<typeof statusCommand>;

const LIFECYCLE = 'atlan-lifecycle-main-lifecycle.fifo';
const DEAD = 'atlan-lifecycle-main-dead-letters.fifo';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await assemblyOf(TEST_CONFIG);
});

/** Puts a message on the lifecycle queue that nobody can read. */
async function poison({ cloud }: RunningCloud): Promise<void> {
  const client = new SQSClient({ endpoint: cloud.url, region: 'eu-west-1', credentials: OPERATOR_KEY });
  await client.send(
    new SendMessageCommand({
      QueueUrl: cloud.deployment.queues.find(({ name }) => name === LIFECYCLE)?.url,
      MessageBody: 'poison',
      MessageGroupId: 'hr:poison',
      MessageDeduplicationId: 'poison',
    }),
  );
  client.destroy();
}

/** The one letter that lies there, once it is another one than before. */
const oneLetter = ({ operate }: RunningCloud, before?: string) =>
  eventually('one message is parked', async () => {
    const { deadLetters } = await operate<Listed>('dlq-list');
    return deadLetters.length === 1 && deadLetters[0]?.id !== before && deadLetters[0];
  });

/** Goes on from call to call as the command line does. */
async function redrive({ operate }: RunningCloud, input: object): Promise<readonly Redriven[]> {
  const answers: Redriven[] = [];
  for (let cursor: string | undefined; ; ) {
    const answer = await operate<Redriven>('dlq-redrive', { ...input, ...(cursor && { cursor }) });
    answers.push(answer);
    if (answer.next === undefined || answer.count === 0) return answers;
    cursor = answer.next;
  }
}
const sent = (answers: readonly Redriven[]) => answers.reduce((sum, { count }) => sum + count, 0);

describe('a parked message', () => {
  it('that still cannot be processed is parked again when it is sent again, and that is the end of it', async () => {
    await using running = await runningCloud({ assembly });
    const { cloud, operate } = running;
    await poison(running);
    const first = await oneLetter(running);
    expect(first).toMatchObject({ group: 'hr:poison', class: expect.stringMatching(/^message-/) });

    expect(await operate<Redriven>('dlq-redrive')).toMatchObject({ dryRun: true, letters: [{ id: first.id }] });
    expect(cloud.queues.stateOf(DEAD)).toEqual({ visible: 1, inFlight: 0 });

    expect(sent(await redrive(running, { class: first.class, go: true }))).toBe(1);
    const second = await oneLetter(running, first.id);
    expect(second).toMatchObject({ group: 'hr:poison', class: first.class });
    expect(cloud.queues.stateOf(DEAD)).toEqual({ visible: 1, inFlight: 0 });
    expect(cloud.queues.stateOf(LIFECYCLE)).toEqual({ visible: 0, inFlight: 0 });
    expect((await operate<Status>('status')).headline).toContain('A message was parked');
  }, 900_000);

  it('that failed because of trouble of ours is applied when it is sent again', async () => {
    await using running = await runningCloud({ assembly });
    const { cloud, hr, operate, person } = running;
    await operate('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'a redrive' });
    const outage = { service: 'dynamodb', operation: 'PutItem', function: 'provision', when: 'before' } as const;
    // the ledger takes everything but what a worker is made of, so that the dead letter itself can be written down
    cloud.faults.set([{ ...outage, holds: '"S":"worker"', effect: 'refuse' }]);
    expect(await hr('joined', 'late')).toBe(200);
    const letter = await oneLetter(running);
    expect(letter).toMatchObject({ group: 'hr:late', kind: 'joined', phase: 'effective' });
    expect(await person('late@example.com')).toBeUndefined();

    cloud.faults.set([]);
    expect(sent(await redrive(running, { id: letter.id, go: true }))).toBe(1);
    await eventually('the joiner is invited', async () => (await person('late@example.com'))?.state === 'invited');
    expect(cloud.queues.stateOf(DEAD)).toEqual({ visible: 0, inFlight: 0 });
    expect(await operate<Status>('status')).toMatchObject({ deadLetters: 0 });
  }, 900_000);
});

describe('the intake', () => {
  it('takes deliveries while it is paused, and works on them once it is resumed', async () => {
    await using running = await runningCloud({ assembly });
    const { cloud, hr, operate, person } = running;
    await operate('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'a pause' });
    await operate('pause', { what: 'intake', reason: 'a wrong version' });
    expect(await operate<Status>('status')).toMatchObject({
      intake: 'paused',
      headline: expect.stringMatching(/^Queue processing is switched off by .*\(a wrong version\)/),
    });
    // whoever polls now is still answered
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await hr('joined', 'patient')).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(cloud.queues.stateOf(LIFECYCLE)).toEqual({ visible: 1, inFlight: 0 });
    await operate('resume', { what: 'intake', reason: 'corrected' });
    await eventually('the joiner is invited', async () => (await person('patient@example.com'))?.state === 'invited');
    expect((await operate<Status>('status')).intake).toBe('running');
  }, 900_000);
});
