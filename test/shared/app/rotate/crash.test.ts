import { describe, expect, it } from 'vitest';

import type { RotateDeps } from '../../../../shared/app/rotate/deps.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import { type Rotating, rotating, STEPS, versionOf } from './rotating.ts';

type Mishap = 'killed before' | 'killed after' | 'answer lost';

class Killed extends Error {}

/** Stands between one invocation and everything outside, and lets its nth call go wrong. `after` sees the world after every call. */
function wire(nth: number, mishap: Mishap, after: () => Promise<void>) {
  let calls = 0;
  let dead = false;
  const send = async <T>(task: () => Promise<T>): Promise<T> => {
    if (dead) throw new Killed();
    const isHit = calls++ === nth;
    if (isHit && mishap === 'killed before') {
      dead = true;
      throw new Killed();
    }
    const answer = await task();
    await after();
    if (!isHit) return answer;
    dead = mishap === 'killed after';
    throw dead ? new Killed() : new RetryableError('the answer was lost');
  };
  const through = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (of, name) => {
        const method: unknown = Reflect.get(of, name);
        return typeof method === 'function'
          ? (...args: readonly unknown[]) => send(async () => Reflect.apply(method, of, args))
          : method;
      },
    });
  const wrap = (deps: RotateDeps): RotateDeps => ({
    ...deps,
    versions: through(deps.versions),
    mintFor: (target, credential) => through(deps.mintFor(target, credential)),
  });
  const revive = () => {
    dead = false;
  };
  return { wrap, calls: () => calls, revive };
}

/** A current token that works, at any moment; and so does the one before it, for whoever has not read the new one yet. */
async function holdsTrue({ staged, tokens }: Rotating): Promise<void> {
  for (const stage of ['AWSCURRENT', 'AWSPREVIOUS']) {
    const secret = await staged(stage);
    if (secret) expect(`${stage} ${tokens.works(secret.token)}`).toBe(`${stage} true`);
  }
}

/** Runs one rotation as Secrets Manager would: all steps again from the first, or only the one that failed, until it is through. */
async function rotateThrough(world: Rotating, version: string, wired: ReturnType<typeof wire>, from: 'start' | 'step') {
  world.clock.advance(30 * 86_400_000);
  world.begin(version);
  for (let at = 0, tries = 0; at < STEPS.length; ) {
    try {
      await world.step(version, STEPS[at]!, wired.wrap);
      at++;
    } catch (error) {
      if (!(error instanceof Killed || error instanceof RetryableError) || ++tries > 2) throw error;
      wired.revive();
      if (from === 'start') at = 0;
    }
  }
}

/** A world in which `round` rotations went well. */
async function worldAfter(round: number): Promise<Rotating> {
  const world = rotating();
  for (let n = 1; n <= round; n++) await world.rotate(versionOf(n));
  return world;
}

async function callsOfRound(round: number): Promise<number> {
  const world = await worldAfter(round);
  const wired = wire(-1, 'answer lost', async () => {});
  await rotateThrough(world, versionOf(round + 1), wired, 'start');
  return wired.calls();
}

const ROUNDS = await Promise.all([0, 1, 2].map(async (round) => ({ round, calls: await callsOfRound(round) })));
const SAMPLES = ROUNDS.flatMap(({ round, calls }) =>
  Array.from({ length: calls }, (_, nth) => nth).flatMap((nth) =>
    (['killed before', 'killed after', 'answer lost'] as const).flatMap((mishap) =>
      (['start', 'step'] as const).map((from) => [round + 1, mishap, nth + 1, from] as const),
    ),
  ),
);

describe('rotation', () => {
  it('makes calls that can go wrong in every round', () => {
    expect(ROUNDS.every(({ calls }) => calls > 12)).toBe(true);
  });

  it.each(SAMPLES)('number %i, %s its call %i and tried again from the %s, ends well', async (n, mishap, nth, from) => {
    const world = await worldAfter(n - 1);
    const old = await world.staged('AWSCURRENT');
    const check = async () => holdsTrue(world);
    await rotateThrough(world, versionOf(n), wire(nth - 1, mishap, check), from);

    await check();
    const current = await world.staged('AWSCURRENT');
    expect(world.tokens.all().find(({ id }) => id === current?.id)).toMatchObject({
      displayName: `lifecycle-${versionOf(n)}`,
      madeBy: 'service',
      personas: ['default/one'],
    });
    expect(await world.staged('AWSPREVIOUS')).toEqual(old);

    // whatever it left behind is gone after the next
    await world.rotate(versionOf(n + 1));
    expect(world.names()).toEqual([`lifecycle-${versionOf(n)}`, `lifecycle-${versionOf(n + 1)}`]);
  });

  it('that is given up leaves a token that works, and nothing behind after the next two', async () => {
    for (let nth = 0; nth < ROUNDS[1]!.calls; nth++) {
      const world = await worldAfter(1);
      const wired = wire(nth, 'killed after', async () => holdsTrue(world));
      world.clock.advance(30 * 86_400_000);
      world.begin(versionOf(2));
      for (const step of STEPS) await world.step(versionOf(2), step, wired.wrap).catch(() => undefined);
      await holdsTrue(world);
      for (const n of [3, 4]) await world.rotate(versionOf(n));
      expect(world.names()).toEqual([`lifecycle-${versionOf(3)}`, `lifecycle-${versionOf(4)}`]);
    }
  });
});
