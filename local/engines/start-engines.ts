import type { LocalClock } from '../clock.ts';
import type { Engine, Service } from '../gateway/aws-request.ts';
import { forwardTo } from '../gateway/forward.ts';
import type { Deployment } from '../template/deployment.ts';
import { accountSettings } from './account-settings.ts';
import { describingProtection } from './describe-table.ts';
import { startDynamoDb } from './dynamodb.ts';
import { createEventBuses, type EventBuses } from './event-bus.ts';
import { createEventSourceMappings, type EventSourceMappings } from './event-source-mappings.ts';
import { createObjectStore, type ObjectStore } from './object-store.ts';
import { createSecretsManager, type SecretsManager } from './secrets-manager.ts';
import { type RunningSqs, scaledRequest, startSqs } from './sqs.ts';
import { createSystemsManager } from './systems-manager.ts';

export interface Engines extends AsyncDisposable {
  readonly byService: Readonly<Record<Service, Engine>>;
  readonly queues: Pick<RunningSqs, 'stateOf' | 'bodiesOf'>;
  readonly buses: EventBuses;
  readonly secrets: SecretsManager;
  readonly objects: ObjectStore;
  readonly mappings: EventSourceMappings;
  /** Of the table, without the gateway in between. */
  readonly tableEndpoint: string;
}

/** Starts everything of AWS that the template asks for. */
export async function startEngines(deployment: Deployment, clock: LocalClock): Promise<Engines> {
  await using started = new AsyncDisposableStack();
  const now = () => clock.now();
  const sqs = started.use(await startSqs({ ...deployment, timeScale: clock.scale() }));
  clock.onAdvance((ms) => sqs.pass(ms));
  const dynamodb = started.use(await startDynamoDb(deployment.tables));
  const secrets = createSecretsManager(deployment.secrets, now);
  const names = deployment.buses.map(({ name }) => name);
  const buses = createEventBuses(names, now);
  const objects = createObjectStore(deployment.buckets);
  const mappings = createEventSourceMappings(deployment.mappings);
  const running = started.move();
  return {
    byService: {
      dynamodb: describingProtection(forwardTo(dynamodb.endpoint), deployment.tables),
      events: buses.engine,
      lambda: async (request) =>
        request.operation === 'GetAccountSettings' ? accountSettings() : mappings.engine(request),
      s3: objects.engine,
      secretsmanager: secrets.engine,
      ssm: createSystemsManager(deployment.documents),
      sqs: forwardTo(sqs.endpoint, scaledRequest(clock.scale())),
    },
    queues: sqs,
    buses,
    secrets,
    objects,
    mappings,
    tableEndpoint: dynamodb.endpoint,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
