import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { converge } from '../../shared/app/converge/converge.ts';
import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { recordMessage } from '../../shared/app/provision/record-message.ts';
import type { Call } from '../../shared/ports/target/call.ts';
import { type FifoBatchOptions, processFifoBatch } from '../../shared/runtime/fifo-batch.ts';

/**
 * One batch: every message's facts first, each group in order; then all workers it names converge together. A worker who could
 * not be, because our own store failed, has their messages handed back, with the rest of their group.
 */
export async function provisionBatch(
  records: readonly SQSRecord[],
  deps: ProvisionDeps,
  call: Call,
  options: FifoBatchOptions,
): Promise<SQSBatchResponse> {
  const workers = new Map<string, string>();
  const recorded = await processFifoBatch(
    records,
    async ({ messageId, body, attributes }) => {
      workers.set(messageId, await recordMessage({ body, group: attributes.MessageGroupId }, deps));
    },
    options,
  );

  const broken = await converge([...workers.values()], deps, call);
  const converged = await processFifoBatch(
    records.filter(({ messageId }) => workers.has(messageId)),
    async ({ messageId }) => {
      const worker = workers.get(messageId);
      if (worker !== undefined && broken.has(worker)) throw broken.get(worker);
    },
    { ...options, hasTime: () => true },
  );
  return { batchItemFailures: [...recorded.batchItemFailures, ...converged.batchItemFailures] };
}
