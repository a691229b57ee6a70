import * as z from 'zod/mini';

import type { AwsRequest } from './aws-request.ts';

/** What can go wrong between a function and an AWS service. */
const fault = z.strictObject({
  service: z.enum(['dynamodb', 'events', 'lambda', 'secretsmanager', 'sqs', 'ssm']),
  operation: z.string(),
  /** The function's name without what precedes it, for instance `provision`; absent = any. */
  function: z.optional(z.string()),
  /** A text that the request's body must hold. */
  holds: z.optional(z.string()),
  /** So many matching requests pass first; 0 when absent. */
  skip: z.optional(z.number()),
  /** So many are hit; all when absent. */
  times: z.optional(z.number()),
  /** Before the service sees it, or after it has done it. */
  when: z.enum(['before', 'after']),
  /**
   * `kill` ends the process that asked, `hang` never answers, `lost-response` breaks the connection, `refuse` answers 500, `partial` has
   * the service refuse the last entry of a batch, `slow` waits for `ms` and then lets it through.
   */
  effect: z.enum(['kill', 'hang', 'lost-response', 'refuse', 'partial', 'slow']),
  /** Real ms, for `slow`; 1,000 when absent. */
  ms: z.optional(z.number()),
});

export const faults = z.array(fault);
export type Fault = z.infer<typeof fault>;

export interface FaultDesk {
  readonly list: () => readonly Fault[];
  readonly set: (faults: readonly Fault[]) => void;
  /** The fault that hits this request, if one does; it is counted as one of its times. */
  readonly hit: (request: AwsRequest) => Fault | undefined;
  /** What is to happen before any request is served, for instance a write of another process; undefined = nothing. Not reachable by HTTP. */
  before: ((request: AwsRequest) => Promise<void>) | undefined;
}

export function createFaultDesk(): FaultDesk {
  let rows: { readonly fault: Fault; seen: number }[] = [];
  return {
    before: undefined,
    list: () => rows.map(({ fault: one }) => one),
    set: (next) => {
      rows = next.map((one) => ({ fault: one, seen: 0 }));
    },
    hit: (request) => {
      for (const row of rows) {
        if (!matches(row.fault, request)) continue;
        const { skip = 0, times = Number.POSITIVE_INFINITY } = row.fault;
        const nth = row.seen++;
        if (nth >= skip && nth < skip + times) return row.fault;
      }
      return undefined;
    },
  };
}

const matches = (
  { service, operation, function: name, holds }: Fault,
  { caller, body, ...asked }: AwsRequest,
): boolean =>
  service === asked.service &&
  operation === asked.operation &&
  (name === undefined || (caller.kind === 'function' && caller.name.endsWith(`-${name}`))) &&
  (holds === undefined || JSON.stringify(body).includes(holds));
