import { expect, it } from 'vitest';

import { eventually, runningCloud } from './support/running-cloud.ts';

const WORKERS = 150;
const HOUR_MS = 3_600_000;
const TIME_SCALE = 240;
const AT_ONCE = 10;

interface Explained {
  readonly workers: readonly { readonly receipts: readonly { readonly action: string; readonly verdict: string }[] }[];
}

it('applies all events that came while the target was down for an hour, and parks none of them', async () => {
  // a target that is down is asked as long as the function may run: by a clock that does not wait for work, that is a moment
  await using running = await runningCloud({ timeScale: TIME_SCALE, waitsForWork: false });
  const { cloud, hr, operate, people, tenant } = running;
  const dead = cloud.deployment.queues.find(({ name }) => name.includes('dead-letters'))!.name;
  const proven = async (id: string) => {
    const { workers } = await operate<Explained>('explain', { source: `hr:${id}` });
    return workers[0]!.receipts.filter(({ action, verdict }) => action === 'invite' && verdict === 'verified').length;
  };
  await operate('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'an outage' });
  await tenant('PUT', 'faults', [{ kind: 'unavailable-503' }]);
  const downSince = cloud.clock.now();

  const ids = Array.from({ length: WORKERS }, (_, index) => `outage-${index}`);
  // as docs/events.md asks of a sender: the same event again, until it is taken
  const sent = (id: string) => eventually(`${id} is taken`, async () => (await hr('joined', id, { id })) === 200);
  for (let index = 0; index < WORKERS; index += AT_ONCE) await Promise.all(ids.slice(index, index + AT_ONCE).map(sent));

  await eventually('an hour has gone by', async () => cloud.clock.now() - downSince >= HOUR_MS);
  expect(await people()).toEqual([]);
  const { byStatus } = await tenant<{ byStatus: Record<string, number> }>('GET', 'counters');
  expect(Object.keys(byStatus)).toEqual(['503']);
  await tenant('DELETE', 'faults');

  await eventually('everybody is invited', async () => (await people()).length === WORKERS);
  const invited = await people();
  expect(new Set(invited.map(({ email }) => email)).size).toBe(WORKERS);
  expect(new Set(invited.map(({ workspaceRole, state }) => `${workspaceRole} ${state}`))).toEqual(
    new Set(['$member invited']),
  );
  expect(cloud.queues.stateOf(dead)).toEqual({ visible: 0, inFlight: 0 });
  const invitations = await eventually('every invitation is proven', async () => {
    const counts: number[] = [];
    for (let index = 0; index < WORKERS; index += AT_ONCE)
      counts.push(...(await Promise.all(ids.slice(index, index + AT_ONCE).map(proven))));
    return counts.every((count) => count > 0) && counts;
  });
  expect(new Set(invitations)).toEqual(new Set([1]));
  process.stdout.write(`requests while it was down: ${byStatus['503']}, for ${WORKERS} events\n`);
}, 900_000);
