import type { Config } from '../shared/contracts/config/config.ts';
import { createAutomations } from './automation/automations.ts';
import { createLocalClock, type LocalClock } from './clock.ts';
import { serveControl } from './control/serve-control.ts';
import { type Engines, startEngines } from './engines/start-engines.ts';
import { fillSecrets } from './fill-secrets.ts';
import type { LambdaFunction } from './functions/lambda-function.ts';
import { startFunctions } from './functions/start-functions.ts';
import { createAuthoriser } from './gateway/authorise.ts';
import { createCallers } from './gateway/callers.ts';
import { createFaultDesk, type FaultDesk } from './gateway/fault-desk.ts';
import { CONTROL_PATH, startGateway } from './gateway/gateway.ts';
import { httpApi } from './gateway/http-api.ts';
import { type AwsCall, serveAws } from './gateway/serve-aws.ts';
import { createLogs, type Logs } from './logs.ts';
import type { SimulatorSettings } from './simulators/kit/server.ts';
import { createRotations } from './sources/rotation.ts';
import type { Schedule } from './sources/schedule.ts';
import { startSources } from './sources/start-sources.ts';
import type { Assembly } from './template/assembly.ts';
import { type Deployment, readDeployment } from './template/deployment.ts';
import { startTenants, type Tenants } from './tenants.ts';

export interface LocalCloudSettings {
  readonly assembly: Assembly;
  readonly config: Config;
  /** Of the gateway; 0 takes any free one. Default 0. */
  readonly port?: number;
  /** How many times as fast as real time it runs. Default 1. */
  readonly timeScale?: number;
  /** Whether its time runs no faster than the machine's while a function works. Default true. */
  readonly waitsForWork?: boolean;
  /** Epoch ms of its time at the start. Default: now. */
  readonly startAt?: number;
  /** By the target's name. */
  readonly simulators?: Readonly<Record<string, SimulatorSettings>>;
}

/** The template, running. */
export interface LocalCloud
  extends AsyncDisposable,
    Pick<Engines, 'queues' | 'buses' | 'secrets' | 'objects' | 'tableEndpoint'> {
  /** Of the gateway, and so of the HTTP API. */
  readonly url: string;
  readonly control: string;
  readonly config: Config;
  readonly deployment: Deployment;
  readonly clock: LocalClock;
  readonly tenants: Tenants['byTarget'];
  /** The signing key of each signed connection. */
  readonly connectionKeys: Readonly<Record<string, string>>;
  readonly functions: readonly LambdaFunction[];
  readonly schedules: readonly Schedule[];
  readonly faults: FaultDesk;
  readonly logs: Logs;
  /** What functions asked of AWS, the newest last. */
  readonly calls: () => readonly AwsCall[];
}

/**
 * Runs a synthesised template on this machine. Throws `UnknownPart` for what the template has and it does not know, and an error for what
 * AWS would refuse; whatever it had started by then is stopped.
 */
export async function startLocalCloud(settings: LocalCloudSettings): Promise<LocalCloud> {
  const { assembly, config, port = 0, timeScale = 1, waitsForWork, startAt = Date.now(), simulators = {} } = settings;
  await using started = new AsyncDisposableStack();
  const clock = createLocalClock({ scale: timeScale, startAt, waitsForWork });
  const now = () => clock.now();
  const gateway = started.use(await startGateway(port));
  const deployment = readDeployment(assembly, gateway.url);

  const { byTarget: tenants } = started.use(await startTenants(config, clock, simulators));
  const engines = started.use(await startEngines(deployment, clock));
  const { buses, secrets, objects, queues, mappings } = engines;
  const connectionKeys = await fillSecrets(deployment, { config, secrets, tenants });
  const [callers, faults, logs] = [createCallers(), createFaultDesk(), createLogs(now)];
  const functions = started.use(startFunctions(deployment, { gateway: gateway.url, callers, clock, logs }));
  const { kill, prefix, all } = functions;
  const aws = serveAws({
    authorise: createAuthoriser(deployment, (id) => secrets.arnOf(id)),
    onRefusal: (because) => logs.write('local-cloud', because),
    engines: engines.byService,
    faults,
    kill,
    now,
  });
  const api = httpApi({
    ...deployment,
    functions,
    callers,
    now,
    elapsed: () => performance.now(),
    log: (line) => logs.write('access-log', line),
  });
  // sources of calls stop first, so that nothing is received that will not be processed
  const { schedules } = started.use(
    startSources(deployment, { functions, buses, mappings, callers, clock, gateway: gateway.url }),
  );
  const rotations = createRotations(deployment.rotations, { secrets, functions });
  const automations = createAutomations({ deployment, callers, gateway: gateway.url });
  const driven = { schedules, rotations, automations };
  const controlled = { clock, functions: all, ...driven, buses, faults, logs, prefix, calls: aws.calls };
  const queueStates = () =>
    Object.fromEntries(
      deployment.queues.map(({ name }) => [name, queues.stateOf(name) ?? { visible: 0, inFlight: 0 }]),
    );
  gateway.open({
    callers,
    now,
    aws: aws.serve,
    api,
    control: (request, response) => serveControl(request, response, { ...controlled, queues: queueStates }),
  });
  for (const one of all) one.warm();

  const running = started.move();
  return {
    url: gateway.url,
    control: `${gateway.url}${CONTROL_PATH}`,
    tableEndpoint: engines.tableEndpoint,
    config,
    deployment,
    clock,
    tenants,
    connectionKeys,
    functions: all,
    schedules,
    queues,
    buses,
    secrets,
    objects,
    faults,
    logs,
    calls: aws.calls,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
