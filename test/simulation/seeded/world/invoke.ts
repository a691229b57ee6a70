import type { SQSRecord } from 'aws-lambda';
import { park } from '../../../../functions/provision/park.ts';
import { provisionBatch } from '../../../../functions/provision/provision-batch.ts';
import { ingest } from '../../../../shared/app/ingest/ingest.ts';
import { operate } from '../../../../shared/app/operate/operate.ts';
import { tick } from '../../../../shared/app/poll/tick.ts';
import { LIFECYCLE_QUEUE } from '../../../../shared/contracts/lifecycle-queue.ts';
import type { Statement } from '../history.ts';
import type { Process } from './faults.ts';
import { deliveryOf } from './wire.ts';
import type { World } from './world.ts';

const INVOCATION_MS = 50_000;
const OPERATOR = 'arn:aws:iam::111122223333:role/operator';

/** Begins an invocation: what killed the one before is forgotten. */
const begin = (process: Process) => {
  process.isDead = false;
};

/** One delivery. False when the sender has to try again. */
export async function deliver(statement: Statement, { ingest: { process, deps }, clock }: World): Promise<boolean> {
  begin(process);
  const { status } = await ingest(deliveryOf(statement, clock.now()), deps);
  if (status !== 200 && status !== 202 && status !== 503) throw new Error(`A delivery was answered with ${status}`);
  return status !== 503 && !process.isDead;
}

/** One batch of one process of provision. What a killed one was handed comes back by itself. */
export async function work(records: readonly SQSRecord[], slot: number, world: World): Promise<void> {
  const running = world.provisions[slot];
  if (!running) throw new Error(`There is no process ${slot}`);
  const { process, deps } = running;
  begin(process);
  const { queue, clock } = world;
  const parking = world.faults.between(queue, 'queue', process);
  const call = { deadline: clock.now() + INVOCATION_MS };
  const answer = await provisionBatch(records, deps, call, {
    park: (record, because) => park(record, because, { ...deps, ...deps.ledger, ...world.config, parking }),
    delay: async ({ receiptHandle }, seconds) => {
      if (!process.isDead) queue.delay(receiptHandle, seconds);
    },
    hasTime: () => true,
    maxReceiveCount: LIFECYCLE_QUEUE.maxReceiveCount,
    log: { warn: () => {}, error: () => {} },
  });
  if (process.isDead) return;
  const back = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  for (const { messageId } of records) if (!back.has(messageId)) queue.done(messageId);
}

/** One tick. One that fails is tried again by the next minute. */
export async function tickOnce(holder: string, { poll: { process, deps }, clock }: World): Promise<void> {
  begin(process);
  await tick({ holder, deadline: clock.now() + INVOCATION_MS }, deps).catch(() => {});
}

/** One command of an operator: its answer, undefined when none came. */
export async function command(
  name: string,
  input: object,
  { operate: { process, deps }, clock }: World,
): Promise<unknown> {
  begin(process);
  try {
    const answer = await operate(name, input, { deps, actor: OPERATOR, call: { deadline: clock.now() + 20_000 } });
    return answer.kind === 'done' && !process.isDead ? answer.value : undefined;
  } catch {
    return undefined;
  }
}
