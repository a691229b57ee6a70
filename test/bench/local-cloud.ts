import { setTimeout as delay } from 'node:timers/promises';

import { assemblyOf } from '../local/support/assembly.ts';
import { type RunningCloud, runningCloud, TEST_CONFIG } from '../local/support/running-cloud.ts';
import { type Figure, timed } from './measure.ts';

const DELIVERIES = 60;
const JOINERS = 40;
const CROWD = 20;
const MINUTE_MS = 60_000;

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Runs a task again and again; the ms of each, in order of size. */
async function sampled(times: number, task: (nth: number) => Promise<unknown>): Promise<readonly number[]> {
  const samples: number[] = [];
  for (let nth = 0; nth < times; nth++) samples.push((await timed(() => task(nth))).ms);
  return samples.sort((a, b) => a - b);
}

/**
 * What a person waits for on the local cloud, in real ms: its start, a delivery's answer, and an event until its access is verified. The
 * floor of a delivery is an empty request through the same gateway; that of an event, an invitation and a look straight at the tenant.
 */
export async function localCloudFigures(): Promise<readonly Figure[]> {
  const assembly = await assemblyOf(TEST_CONFIG);
  const { value: running, ms: startMs } = await timed(() => runningCloud({ assembly, timeScale: 1 }));
  await using stack = new AsyncDisposableStack();
  stack.use(running);
  await running.operate('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'figures' });
  // the first of everything starts a process or makes a connection
  await running.hr('joined', 'warm');
  await verified(running, 'warm');

  const gateway = await sampled(DELIVERIES, () => running.control('GET', 'clock'));
  const deliveries = await sampled(DELIVERIES, (nth) => running.hr('observed', `delivery-${nth}`));
  const straight = await sampled(JOINERS, (nth) => invitedStraight(running, `straight-${nth}@example.com`));
  const events = await sampled(JOINERS, async (nth) => {
    await running.hr('joined', `joiner-${nth}`);
    await verified(running, `joiner-${nth}`);
  });
  const requests = await requestsPerJoiner(running);
  return [
    {
      what: `local cloud: ${CROWD} joiners at once, two functions and the tick at work, each`,
      unit: 'requests',
      ours: requests,
    },
    { what: 'local cloud: start from a synthesised template', unit: 'ms', ours: startMs },
    ...[0.5, 0.99].flatMap((share) => [
      {
        what: `local cloud: delivery verified and on the queue, p${share * 100}`,
        unit: 'ms',
        ours: percentile(deliveries, share),
        floor: percentile(gateway, share),
      },
      {
        what: `local cloud: event until its access is verified, p${share * 100}`,
        unit: 'ms',
        ours: percentile(events, share),
        floor: percentile(straight, share),
      },
    ]),
  ];
}

/** All requests that the tenant counted until a crowd was invited and a minute had passed, less what an idle minute costs: the cheaper one of two. */
async function requestsPerJoiner(running: RunningCloud): Promise<number> {
  const counted = async () => {
    const { byEndpoint } = await running.tenant<{ byEndpoint: Readonly<Record<string, number>> }>('GET', 'counters');
    return Object.values(byEndpoint).reduce((sum, count) => sum + count, 0);
  };
  const ids = Array.from({ length: CROWD }, (_, nth) => `crowd-${nth}`);
  const during = async (task: () => Promise<void>) => {
    const before = await counted();
    await task();
    await delay(MINUTE_MS);
    return (await counted()) - before;
  };
  const idleBefore = await during(async () => {});
  const busy = await during(async () => {
    await Promise.all(ids.map((id) => running.hr('joined', id)));
    for (const id of ids) await verified(running, id);
  });
  const idleAfter = await during(async () => {});
  return (busy - Math.min(idleBefore, idleAfter)) / CROWD;
}

interface Explained {
  readonly workers: readonly { readonly receipts: readonly { readonly verdict: string }[] }[];
}

async function verified({ operate }: RunningCloud, id: string): Promise<void> {
  for (;;) {
    const found = await operate<Explained>('explain', { source: `hr:${id}` }).catch(() => undefined);
    if (found?.workers[0]?.receipts.some(({ verdict }) => verdict === 'verified')) return;
    await delay(5);
  }
}

async function invitedStraight({ cloud }: RunningCloud, email: string): Promise<void> {
  const [tenant] = Object.values(cloud.tenants);
  const headers = { authorization: `Bearer ${tenant?.token}`, 'content-type': 'application/json' };
  const response = await fetch(`${tenant?.url}/api/service/roles`, { headers });
  const roles = (await response.json()) as { records: readonly { id: string; name: string }[] };
  const roleId = roles.records.find(({ name }) => name === '$member')?.id;
  const body = JSON.stringify({ users: [{ email, roleName: '$member', roleId }] });
  await fetch(`${tenant?.url}/api/service/users`, { method: 'POST', headers, body });
  const filter = encodeURIComponent(JSON.stringify({ email: { $in: [email] } }));
  await (await fetch(`${tenant?.url}/api/service/users?filter=${filter}`, { headers })).json();
}
