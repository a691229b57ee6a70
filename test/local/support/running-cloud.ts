import { setTimeout as delay } from 'node:timers/promises';

import { OPERATOR_KEY } from '../../../local/gateway/callers.ts';
import { loadConfig } from '../../../local/load-config.ts';
import { type LocalCloud, type LocalCloudSettings, startLocalCloud } from '../../../local/local-cloud.ts';
import type { Assembly } from '../../../local/template/assembly.ts';
import { canonicalEvent } from '../../support/canonical.ts';
import { signedHeaders } from '../../support/standard-webhooks.ts';
import { assemblyOf } from './assembly.ts';

export const TEST_CONFIG = 'test/local/support/local.config.ts';

interface Person {
  readonly id: string;
  readonly email: string;
  readonly state: string;
  readonly enabled: boolean;
  readonly workspaceRole: string;
  readonly groups: readonly string[];
}

/** A local cloud with what tests do to it. */
export interface RunningCloud extends AsyncDisposable {
  readonly cloud: LocalCloud;
  /** Sends one event of the worker as HR would; the status of the answer. */
  readonly hr: (kind: string, sourceWorkerId: string, more?: Sent) => Promise<number>;
  /** The same as an AWS principal, over the canonical connection. */
  readonly events: (kind: string, sourceWorkerId: string) => Promise<number>;
  /** Asks an operate command; throws what was refused. */
  readonly operate: <T = Readonly<Record<string, unknown>>>(command: string, input?: object) => Promise<T>;
  /** Somebody in the simulated tenant. */
  readonly person: (email: string) => Promise<Person | undefined>;
  readonly people: () => Promise<readonly Person[]>;
  /** Asks a control endpoint of the simulated tenant. */
  readonly tenant: <T = unknown>(method: string, path: string, body?: unknown) => Promise<T>;
  /** Asks a control endpoint of the local cloud. */
  readonly control: <T = unknown>(method: string, path: string, body?: unknown) => Promise<T>;
}

interface Sent {
  readonly id?: string;
  readonly date?: string;
  readonly worker?: object;
  readonly body?: string;
}

export async function runningCloud({
  assembly,
  configFile = TEST_CONFIG,
  ...settings
}: Partial<LocalCloudSettings> & { readonly configFile?: string } = {}): Promise<RunningCloud> {
  const cloud = await startLocalCloud({
    timeScale: 60,
    ...settings,
    assembly: assembly ?? (await assemblyOf(configFile)),
    config: settings.config ?? (await loadConfig(configFile)),
  });
  const [tenant] = Object.values(cloud.tenants);
  const ask = async (url: string, method: string, body?: unknown) => {
    const response = await fetch(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  let sent = 0;
  const eventOf = (kind: string, sourceWorkerId: string, { id = `test-${++sent}`, date, worker = {} }: Sent = {}) => {
    const now = cloud.clock.now();
    const today = new Date(now).toISOString().slice(0, 10);
    const event = canonicalEvent({
      id,
      time: new Date(now).toISOString(),
      data: {
        kind,
        phase: 'effective',
        effective: { date: date ?? today, timeZone: 'UTC', immediate: kind === 'left' },
      },
      worker: { sourceWorkerId, workEmail: `${sourceWorkerId}@example.com`, ...worker },
    });
    return { id, event };
  };
  const people = async () => (await ask(`${tenant?.control}/state`, 'GET')).users as readonly Person[];
  return {
    cloud,
    hr: async (kind, sourceWorkerId, { body: raw, ...sent } = {}) => {
      const { id, event } = eventOf(kind, sourceWorkerId, sent);
      const body = raw ?? JSON.stringify(event);
      const [[connection, key] = ['', '']] = Object.entries(cloud.connectionKeys);
      const response = await fetch(`${cloud.url}/hooks/${connection}`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/cloudevents+json',
          ...signedHeaders(body, { key, id, at: cloud.clock.now() }),
        },
      });
      return response.status;
    },
    events: async (kind, sourceWorkerId) => {
      const { event } = eventOf(kind, sourceWorkerId);
      const authorization = signedAs(OPERATOR_KEY.accessKeyId);
      const init = { method: 'POST', body: JSON.stringify(event) };
      const headers = { authorization, 'content-type': 'application/cloudevents+json' };
      return (await fetch(`${cloud.url}/events`, { ...init, headers })).status;
    },
    operate: async (command, input = {}) => {
      const response = await fetch(`${cloud.url}/operate/${command}`, {
        method: 'POST',
        body: JSON.stringify(input),
        headers: { 'content-type': 'application/json', authorization: signedAs(OPERATOR_KEY.accessKeyId) },
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${command}: ${response.status} ${text}`);
      return JSON.parse(text);
    },
    people,
    person: async (email) => (await people()).find((one) => one.email === email),
    tenant: (method, path, body) => ask(`${tenant?.control}/${path}`, method, body),
    control: (method, path, body) => ask(`${cloud.control}/${path}`, method, body),
    [Symbol.asyncDispose]: () => cloud[Symbol.asyncDispose](),
  };
}

/** The local cloud reads who signed, and does not prove it. */
const signedAs = (accessKeyId: string) =>
  `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature=0`;

/** Asks again and again until the answer is not undefined or false; throws what it waited for. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  patienceMs = 300_000,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${patienceMs} ms in vain until ${what}`);
    await delay(50);
  }
}

/** The assembly with the JSON of one stack changed, for instance of `service`. What was read stays as it is. */
export function edited(
  assembly: Assembly,
  stack: string,
  edit: (resources: Record<string, EditableResource>) => void,
): Assembly {
  const copy = structuredClone(assembly.stacks) as Record<string, { Resources: Record<string, EditableResource> }>;
  edit(copy[`atlan-lifecycle-main-${stack}`]!.Resources);
  return { ...assembly, stacks: copy as Assembly['stacks'] };
}

export interface EditableResource {
  Type: string;
  Properties: Record<string, unknown>;
}
