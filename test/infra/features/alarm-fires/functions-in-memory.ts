import type { ScheduledEvent } from 'aws-lambda';

import type { IngestContainer } from '../../../../functions/ingest/container.ts';
import { createHandler as ingestHandler } from '../../../../functions/ingest/handler.ts';
import { createHandler as operateHandler } from '../../../../functions/operate/handler.ts';
import { createHandler as pollHandler } from '../../../../functions/poll/handler.ts';
import { createHandler as provisionHandler } from '../../../../functions/provision/handler.ts';
import { createHandler as rotateHandler } from '../../../../functions/rotate/handler.ts';
import { hrisConnections } from '../../../../shared/adapters/hris/registry.ts';
import { memoryBus } from '../../../../shared/adapters/memory/memory-bus.ts';
import { memoryEvidence } from '../../../../shared/adapters/memory/memory-evidence.ts';
import { memoryQueue } from '../../../../shared/adapters/memory/memory-queue.ts';
import { receiptsOf } from '../../../../shared/app/ingest/receipts.ts';
import { encodeMessage } from '../../../../shared/contracts/messages.ts';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import type { Target } from '../../../../shared/ports/target/target.ts';
import { rotating, STEPS, versionOf, type withMint } from '../../../shared/app/rotate/rotating.ts';
import { type Company, type CompanySettings, company } from '../../../support/company.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { httpApiEvent, lambdaContext } from '../../../support/lambda.ts';
import { operateOutside } from '../../../support/operate-outside.ts';
import { RETENTION } from '../../../support/retention.ts';
import { fifoRecord } from '../../../support/sqs.ts';
import { signedHeaders, WEBHOOK_KEY } from '../../../support/standard-webhooks.ts';

/** The name under which the template deploys a function of ours. */
export type Deployed = (service: string) => string;

/** The functions as they are deployed, on a company in memory: what they print is what CloudWatch reads. */
export interface InMemory {
  readonly acme: Company;
  /** Provision takes these events off its queue. */
  provision(...events: readonly LifecycleEvent[]): Promise<void>;
  /** The scheduled tick, five minutes after the one before, so that every target is swept. */
  poll(): Promise<void>;
  /** An operator asks for a command; answers how it was answered. */
  operate(command: string, input: object): Promise<number | undefined>;
}

export interface InMemorySettings extends CompanySettings {
  /** How the target differs from one that works. */
  readonly target?: CompanySettings['target'];
  readonly broken?: (target: Target) => Partial<Target>;
}

const TICK: ScheduledEvent = {
  version: '0',
  id: 'b3f6c1de-0000-4000-8000-000000000002',
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '111122223333',
  time: '2026-03-02T09:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: {},
};

/** A company whose target works for what was there before (`acme`), and is as `broken` says for the functions. */
export async function inMemory(
  deployed: Deployed,
  { broken = () => ({}), ...settings }: InMemorySettings = {},
): Promise<InMemory> {
  const acme = await company(settings);
  const targets = acme.deps.targets.map(({ target, settings: of }) => ({
    settings: of,
    target: { ...target, ...broken(target) },
  }));
  const deps = { ...acme.deps, targets };
  const queue = memoryQueue();
  const contextOf = (service: string, remainingMs: number) => ({
    ...lambdaContext({ remainingMs }),
    functionName: deployed(service),
  });
  const provision = provisionHandler(() => ({
    ...deps,
    retention: RETENTION,
    parking: { park: async () => undefined },
    delay: async () => undefined,
  }));
  const poll = pollHandler(() => ({
    ...deps,
    retention: RETENTION,
    queue,
    bus: memoryBus(),
    evidence: memoryEvidence(),
    listensTo: [{ name: 'hr', silentAfterMs: 86_400_000 }],
  }));
  const operate = operateHandler(() => ({ ...deps, ...operateOutside(), queue, operators: {} }));
  let ticks = 0;
  return {
    acme,
    provision: async (...events) => {
      const Records = events.map((event) =>
        fifoRecord(event.id, event.sourceKey, { body: encodeMessage({ kind: 'event', event, delivery: 'd' }) }),
      );
      await provision({ Records }, contextOf('provision', 120_000));
    },
    poll: async () => {
      acme.clock.advance(5 * 60_000);
      await poll(TICK, { ...contextOf('poll', 110_000), awsRequestId: `tick-${++ticks}` });
    },
    operate: async (command, input) => {
      const caller = 'arn:aws:iam::111122223333:role/operator';
      const body = JSON.stringify(input);
      const request = httpApiEvent({ route: 'POST /operate/{command}', path: { command }, body, caller });
      return (await operate(request, contextOf('operate', 30_000))).statusCode;
    },
  };
}

/** Ingest delivers what HR sends, signed with `key`, to the connection `hr` or another. */
export function deliveryTo(
  deployed: Deployed,
  {
    deps,
    acme,
    connection = 'hr',
  }: { readonly acme: Company; readonly deps?: Partial<IngestContainer>; readonly connection?: string },
) {
  const { deliveries, quarantine } = acme.deps.ledger;
  const { clock } = acme;
  const handler = ingestHandler(() => ({
    connections: hrisConnections({ hr: { kind: 'standard-webhooks', toleranceSeconds: 300, defaultTimeZone: 'UTC' } }),
    secrets: {
      hr: { get: async () => ({ secrets: [WEBHOOK_KEY] }), refresh: async () => ({ secrets: [WEBHOOK_KEY] }) },
    },
    deliveries,
    quarantine,
    retention: RETENTION,
    queue: memoryQueue(),
    noteHeard: async () => undefined,
    receipts: receiptsOf({ clock, random: fixedRandom() }),
    clock,
    ...deps,
  }));
  return async (body: string, key = WEBHOOK_KEY): Promise<void> => {
    const headers = signedHeaders(body, { key, at: clock.now() });
    const request = httpApiEvent({ route: 'POST /hooks/{connection}', path: { connection }, headers, body });
    await handler(request, { ...lambdaContext(), functionName: deployed('ingest') });
  };
}

/** Secrets Manager has the token of the target replaced, step by step; answers whether a step failed. */
export async function rotation(deployed: Deployed, wrap: ReturnType<typeof withMint>): Promise<boolean> {
  const stage = rotating();
  const { observe: _, ...container } = wrap(stage.deps);
  const handler = rotateHandler(() => container);
  const version = versionOf(1);
  stage.begin(version);
  for (const Step of STEPS) {
    const event = { Step, SecretId: 'arn', ClientRequestToken: version };
    const context = { ...lambdaContext({ remainingMs: 600_000 }), functionName: deployed('rotate') };
    try {
      await handler(event, context);
    } catch {
      return true;
    }
  }
  return false;
}
