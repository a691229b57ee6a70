import { setTimeout as delay } from 'node:timers/promises';

import type { Explanation } from '../../shared/contracts/operate/explain/explanation.ts';
import { signedFetch } from '../gateway/signed-fetch.ts';
import type { LocalCloud } from '../local-cloud.ts';
import { runCli } from './cli.ts';
import { fromBambooHr, fromHr, type Spoken } from './hr-deliveries.ts';
import type { Paper } from './paper.ts';
import type { Colleague } from './staff.ts';

export interface TenantUser {
  readonly id: string;
  readonly email: string;
  readonly state: string;
  readonly workspaceRole: string;
  readonly groups: readonly string[];
}

/** What the chapters act with, and what they look at afterwards. */
export interface Stage {
  readonly cloud: LocalCloud;
  readonly paper: Paper;
  /** Sends one event about a worker, signed as HR would; throws when it is not accepted. */
  readonly hr: (kind: string, about: Colleague, more?: Spoken) => Promise<void>;
  /** Runs the command line as a child process and puts what it prints on the paper. */
  readonly cli: (...args: readonly string[]) => Promise<void>;
  readonly operate: <T>(command: string, input?: object) => Promise<T>;
  /** The connection over which HR sends events about a worker. */
  readonly connectionOf: (about: Colleague) => string;
  readonly explain: (about: Colleague) => Promise<Explanation | undefined>;
  /** All users of a simulated tenant. */
  readonly users: (target: string) => Promise<readonly TenantUser[]>;
  readonly user: (target: string, about: Colleague) => Promise<TenantUser | undefined>;
  /** Asks a control endpoint of a simulated tenant. */
  readonly tenant: <T = unknown>(target: string, method: string, path: string, body?: unknown) => Promise<T>;
  /** Requests of ours at a tenant that change something, since the start. */
  readonly writes: (target: string) => Promise<number>;
  /** Waits until a question is answered with something; throws what it waited for. Time goes by faster while nothing is worked on. */
  readonly until: <T>(what: string, ask: () => Promise<T | undefined | false>) => Promise<T>;
  /** Looks again until what is seen has come to rest, or patience ends; the last that was seen. */
  readonly settled: <T>(look: () => Promise<T> | T, isAtRest: (seen: T) => boolean) => Promise<T>;
  /** Waits until nothing is on the lifecycle queue, and no function works on anything of it. */
  readonly quiet: () => Promise<void>;
  /** Moves the day on to an hour and minute in Berlin, if it is not that late yet. */
  readonly at: (instant: number) => Promise<void>;
}

/** Only a day that hangs meets it: a slow machine is waited for. */
const PATIENCE_MS = 10 * 60_000;
const LOOK_EVERY_MS = 60;
/** So much of the local cloud's time goes by between two looks while nothing is worked on. */
const STEP_MS = 5_000;

export function createStage(cloud: LocalCloud, paper: Paper): Stage {
  const connections = connectionsOf(cloud);
  const tenantOf = (target: string) => {
    const found = cloud.tenants[target];
    if (!found) throw new Error(`the configuration has no target ${target}, which the demo plays with`);
    return found;
  };
  const tenant: Stage['tenant'] = async (target, method, path, body) => {
    const response = await fetch(`${tenantOf(target).control}/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${target}: ${method} ${path} was answered ${response.status}`);
    return JSON.parse(await response.text());
  };
  const users: Stage['users'] = async (target) =>
    (await tenant<{ readonly users: readonly TenantUser[] }>(target, 'GET', 'state')).users;
  const operate: Stage['operate'] = async (command, input = {}) => {
    const response = await signedFetch(`${cloud.url}/operate/${command}`, JSON.stringify(input));
    const text = await response.text();
    if (!response.ok) throw new Error(`${command} was answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  const goOn = async () => {
    await delay(LOOK_EVERY_MS);
    if (!cloud.clock.isWorking() && isQuiet()) await cloud.clock.advance(STEP_MS);
  };
  const until: Stage['until'] = async (what, ask) => {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await goOn()) {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    }
    throw new Error(`this did not happen: ${what}`);
  };
  const settled: Stage['settled'] = async (look, isAtRest) => {
    let seen = await look();
    for (const end = Date.now() + PATIENCE_MS; !isAtRest(seen) && Date.now() < end; seen = await look()) await goOn();
    return seen;
  };
  const isQuiet = () =>
    cloud.deployment.queues
      .filter(({ redrive }) => redrive !== undefined)
      .map(({ name }) => cloud.queues.stateOf(name))
      .every((state) => state?.visible === 0 && state.inFlight === 0);

  const connectionOf = ({ hr }: Colleague) => (hr ? connections.bamboohr : connections.usual);
  const quiet = async () => void (await until('the queue is empty', async () => isQuiet()));

  return {
    cloud,
    paper,
    tenant,
    users,
    operate,
    until,
    settled,
    cli: async (...args) => {
      const printed = await runCli(args, cloud.url);
      paper.plain(`\n$ atlan-lifecycle ${args.map(quoted).join(' ')}\n${printed}\n`);
    },
    connectionOf: (about) => connectionOf(about).name,
    explain: async (about) => {
      const found = await operate<{ readonly workers: readonly Explanation[] }>('explain', {
        source: `${connectionOf(about).name}:${about.id}`,
      }).catch(() => undefined);
      return found?.workers[0];
    },
    user: async (target, { email }) => (await users(target)).find((one) => one.email === email),
    writes: async (target) => {
      const { byEndpoint } = await tenant<{ readonly byEndpoint: Readonly<Record<string, number>> }>(
        target,
        'GET',
        'counters',
      );
      return Object.entries(byEndpoint).reduce(
        (sum, [endpoint, count]) => sum + (endpoint.startsWith('GET ') ? 0 : count),
        0,
      );
    },
    quiet,
    at: async (instant) => {
      await quiet();
      const ahead = instant - cloud.clock.now();
      if (ahead > 0) await cloud.clock.advance(ahead);
    },
    hr: async (kind, about, spoken = {}) => {
      const { name, key } = connectionOf(about);
      const now = cloud.clock.now();
      const delivery = about.hr ? fromBambooHr(about, key, now) : fromHr({ kind, about, spoken }, key, now);
      // an HR system sends a delivery again when the API could not take it in time
      await until(`ingest takes ${kind} of ${about.id}`, async () => {
        const { ok, status } = await fetch(`${cloud.url}/hooks/${name}`, delivery);
        if (!ok && status < 500) throw new Error(`ingest answered ${status} to ${kind} of ${about.id}`);
        return ok;
      });
    },
  };
}

/** The connections by which the invented company speaks. */
function connectionsOf({ connectionKeys }: LocalCloud) {
  const found = Object.entries(connectionKeys).map(([name, key]) => ({ name, key }));
  const usual = found.find(({ key }) => key.startsWith('whsec_'));
  const bamboohr = found.find(({ key }) => !key.startsWith('whsec_'));
  if (!usual || !bamboohr)
    throw new Error('the demo speaks over a standard-webhooks and a bamboohr connection; the configuration lacks one');
  return { usual, bamboohr };
}

const quoted = (word: string): string => (/^[\w./:@$+-]+$/.test(word) ? word : `'${word}'`);
