import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { brokenAt } from '../../shared/domain/receipt.ts';
import { lifecycleEvent } from '../support/events.ts';
import { interleaving } from './interleaving.ts';
import { type TwoProcesses, type TwoProcessesSettings, twoProcesses } from './two-processes.ts';
import { changesOf, untidy, whatHappened } from './what-happened.ts';

const HOUR_MS = 3_600_000;
const email = (n: number) => `p${n}@example.com`;

/** How each worker's story ends. */
type Fate = 'stays' | 'moves' | 'leaves' | 'leaves at once' | 'comes back';
const FATES: readonly Fate[] = ['stays', 'moves', 'leaves', 'leaves at once', 'comes back'];

const about = (
  n: number,
  order: number,
  kind: LifecycleEvent['kind'],
  more: Parameters<typeof lifecycleEvent>[2] = {},
) => lifecycleEvent(100 * n + order, kind, { sourceKey: `hr:${n}`, ...more });
const joins = (n: number) =>
  about(n, 1, 'joined', { attributes: { workEmail: email(n), workerType: 'employee', department: 'Data' } });
const moves = (n: number) => about(n, 2, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } });
const leaves = (n: number) => about(n, 3, 'left', { date: '2026-03-01' });
const returns = (n: number) => about(n, 4, 'rehired', { date: '2026-03-02' });

/** What HR says after everybody's first day. */
const later: Readonly<Record<Fate, (n: number) => readonly LifecycleEvent[]>> = {
  stays: () => [],
  moves: (n) => [moves(n)],
  leaves: (n) => [leaves(n)],
  'leaves at once': () => [],
  'comes back': (n) => [leaves(n), returns(n)],
};

/** Plays the stories of some workers, and lets everything come to rest. */
async function played(
  seed: number,
  { count = 5, ...mishaps }: Partial<TwoProcessesSettings> & { count?: number } = {},
) {
  const world = await twoProcesses({
    ...mishaps,
    seed,
    target: { limits: { leavers: { min: 100 }, grants: { min: 100 } } },
  });
  const { acme, turns } = world;
  const fates = Array.from({ length: count }, (_, n) => FATES[turns.pick(FATES.length)] ?? FATES[n % FATES.length]!);
  const repeated = (events: readonly LifecycleEvent[]) =>
    events.flatMap((event) => (turns.pick(3) === 0 ? [event, event] : [event]));

  world.say(...repeated(fates.flatMap((fate, n) => [joins(n), ...(fate === 'leaves at once' ? [leaves(n)] : [])])));
  for (let minute = 0; minute < 4; minute++) {
    await world.minute();
    for (const n of fates.keys()) if (turns.pick(2) === 0) acme.atlan.accept(email(n));
  }
  world.say(...repeated(fates.flatMap((fate, n) => later[fate](n))));
  for (let minute = 0; minute < 4; minute++) await world.minute();
  world.calm();
  for (let hour = 0; hour < 4; hour++) {
    await world.minute(HOUR_MS);
    for (const n of fates.keys()) acme.atlan.accept(email(n));
    for (let minute = 0; minute < 4; minute++) await world.minute();
  }
  return { world, fates, happened: await whatHappened(acme, world.writes) };
}

/** What is wrong once everything has come to rest; nothing when all is well. */
async function wrong({ world, fates, happened }: Awaited<ReturnType<typeof played>>): Promise<readonly string[]> {
  const { acme } = world;
  const found = [...untidy(happened), ...happened.holds.map((hold) => `held: ${hold}`)];
  const changes = changesOf(happened);
  for (const [n, fate] of fates.entries()) {
    const whose = `p${n}, who ${fate},`;
    const account = acme.atlan.accounts().find((one) => one.email === email(n));
    const groups = account ? await acme.groupsOf(account.id) : [];
    const has = `${account?.state ?? 'nothing'} ${groups.join()}`;
    if (!isRight(fate, has)) found.push(`${whose} has ${has}`);
    const invitations = changes[email(n)]?.filter((what) => what.startsWith('invite')).length ?? 0;
    if (invitations > 1) found.push(`${whose} was invited ${invitations} times`);
    found.push(...(await ledgerTrouble(world, n)).map((what) => `${whose} ${what}`));
  }
  return found;
}

const GROUPS = 'all_staff,data_eng';

function isRight(fate: Fate, has: string): boolean {
  switch (fate) {
    case 'stays':
    case 'comes back':
      return has === `active ${GROUPS}`;
    case 'moves':
      return has === 'active all_staff';
    // a worker who was not invited before the end was recorded is not invited at all
    case 'leaves':
    case 'leaves at once':
      return has === 'disabled ' || has === 'nothing ';
  }
}

async function ledgerTrouble({ acme: { deps } }: TwoProcesses, n: number): Promise<readonly string[]> {
  const key = await deps.ledger.links.workerOf(`hr:${n}`);
  const worker = key === undefined ? undefined : await deps.ledger.workers.load(key);
  if (!worker) return ['is nobody'];
  const chain = await deps.ledger.receipts.chain(worker.key);
  const closed = new Set(chain.map(({ header }) => header.closes));
  const open = chain.filter(({ header }) => header.entry === 'intent' && !closed.has(header.position));
  return [
    ...(brokenAt(chain, worker.salt) === undefined ? [] : ['has a broken chain']),
    ...(open.length === 0 ? [] : [`has ${open.length} open intents`]),
    ...(worker.outbox.length === 0 ? [] : ['has something untold']),
    ...(worker.targets['atlan-prod']?.state === 'converged' ? [] : [`is ${worker.targets['atlan-prod']?.because}`]),
  ];
}

/** Writes that found nothing to change: two processes did one thing. A disable may be sent twice, so that no lease delays it. */
const doneTwice = ({ writes }: Awaited<ReturnType<typeof whatHappened>>) =>
  writes.filter(
    ({ email: whose, what, changed }) => whose !== '' && !changed && !/^(disable|remove|set-role \$guest)/.test(what),
  );

const seeds = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

describe('two processes of provision and the tick, in any order of their calls', () => {
  it('bring all workers to the state HR describes, and do every step once', { timeout: 900_000 }, async () => {
    for (const seed of seeds(1, 40)) {
      const run = await played(seed);
      expect(await wrong(run), `seed ${seed}`).toEqual([]);
      expect(doneTwice(run.happened), `seed ${seed}`).toEqual([]);
      expect(run.world.turns.steps.length, `seed ${seed}`).toBeGreaterThan(1_000);
    }
  });

  it('do so too while the target shows new accounts late', { timeout: 900_000 }, async () => {
    for (const seed of seeds(1_000, 40)) {
      const run = await played(seed, { lateMs: 90_000 });
      expect(await wrong(run), `seed ${seed}`).toEqual([]);
      expect(doneTwice(run.happened), `seed ${seed}`).toEqual([]);
    }
  });

  it('bring all workers there, and invite no person twice, while one call in fifty fails', {
    timeout: 900_000,
  }, async () => {
    for (const seed of seeds(2_000, 40)) {
      const run = await played(seed, { lateMs: seed % 2 === 0 ? 90_000 : 0, mishapIn: 50 });
      expect(await wrong(run), `seed ${seed}`).toEqual([]);
    }
  });
});

describe('the scheduler', () => {
  const twice = async (seed: number) => {
    const turns = interleaving(seed);
    const said: string[] = [];
    const voice = turns.stepped({ say: async (word: string) => void said.push(word) }, 'voice');
    const speak = (name: string) => async () => {
      for (const n of [1, 2, 3]) await voice.say(`${name}${n}`);
    };
    await turns.play([speak('a'), speak('b')]);
    return said.join(' ');
  };

  it('keeps the order within a process, and mixes the processes by the seed, the same for the same seed', async () => {
    const all = await Promise.all(seeds(1, 20).map(twice));
    expect(new Set(all).size).toBeGreaterThan(5);
    for (const said of all) expect(said.replaceAll(/b\d ?/g, '').trim()).toBe('a1 a2 a3');
    expect(await twice(7)).toBe(await twice(7));
  });

  it('passes on what a process throws, after the others have ended', async () => {
    const turns = interleaving(1);
    let isDone = false;
    const quiet = turns.stepped({ wait: async () => undefined }, 'quiet');
    const playing = turns.play([
      () => Promise.reject(new Error('no')),
      async () => {
        await quiet.wait();
        isDone = true;
      },
    ]);
    await expect(playing).rejects.toThrow('no');
    expect(isDone).toBe(true);
  });

  it('says so when nothing moves any more', async () => {
    await expect(interleaving(1).play([() => new Promise<void>(() => {})])).rejects.toThrow('Nothing moves');
  });
});
