import { describe, expect, it } from 'vitest';

import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import type { Wait } from '../../shared/domain/outcome.ts';
import { type Between, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { settle } from './scenarios.ts';
import { changesOf, recordWrites, untidy, whatHappened } from './what-happened.ts';

const HOUR_MS = 3_600_000;

/** A target that gives no answer while `isDown`. */
function outage(cause: Wait['cause']): Between & { isDown: boolean; asked: number } {
  const between = {
    isDown: false,
    asked: 0,
    begin: () => {},
    isKilled: () => false,
    wrap: (deps: ProvisionDeps): ProvisionDeps => ({
      ...deps,
      targets: deps.targets.map(({ target, settings }) => ({
        settings,
        target: new Proxy(target, {
          get: (owner, property, receiver) => {
            const member: unknown = Reflect.get(owner, property, receiver);
            if (typeof member !== 'function') return member;
            return async (...args: unknown[]) => {
              between.asked++;
              if (!between.isDown) return Reflect.apply(member, owner, args) as unknown;
              const wait: Wait = { kind: 'wait', cause, because: 'no answer came' };
              return property === 'invite'
                ? new Map((args[0] as { email: string }[]).map(({ email }) => [email, wait]))
                : wait;
            };
          },
        }),
      })),
    }),
  };
  return between;
}

const people = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    lifecycleEvent(index, 'joined', {
      sourceKey: `hr:${index}`,
      attributes: { workEmail: `p${index}@example.com`, workerType: 'employee', department: 'Sales' },
    }),
  );
const wide = { limits: { grants: { min: 10_000 } } };

describe.each(['down', 'credentials'] as const)(
  'a target that is away for an hour (%s), with 500 events meanwhile',
  (cause) => {
    it('loses nothing, parks nothing, invites every worker once afterwards, and is asked next to nothing while it is away', {
      timeout: 900_000,
    }, async () => {
      const between = outage(cause);
      const acme = await company({ between, target: wide });
      const writes = recordWrites(acme);
      between.isDown = true;
      const events = people(500);
      for (let at = 0; at < events.length; at += 10) {
        await acme.deliver(...events.slice(at, at + 10));
        acme.clock.advance(HOUR_MS / 50);
        await acme.tick(1);
      }
      expect(acme.atlan.accounts()).toEqual([]);
      expect(between.asked).toBeLessThan(200);
      between.isDown = false;
      await settle(acme);
      expect(acme.deadLetters).toEqual([]);
      expect(acme.atlan.accounts()).toHaveLength(500);
      expect(new Set(acme.atlan.accounts().map(({ email }) => email)).size).toBe(500);
      const happened = await whatHappened(acme, writes);
      expect(untidy(happened)).toEqual([]);
      const invited = Object.values(happened.published).filter((types) => types.join() === 'InvitationSent');
      expect(invited).toHaveLength(500);
      expect(Object.values(changesOf(happened)).filter(([first]) => first === 'invite $member')).toHaveLength(500);
      expect(happened.holds).toEqual([]);
      expect(acme.notices.map(({ name }) => name)).toContain('gate-closed');
    });
  },
);

describe('one poison worker among many', () => {
  it('delays no other worker, and is the only one that fails', async () => {
    const acme = await company({ target: wide });
    const events = people(100);
    const bad = lifecycleEvent(900, 'joined', {
      sourceKey: 'hr:900',
      attributes: { workEmail: 'nobody', workerType: 'employee' },
    });
    await acme.deliver(...events.slice(0, 50), bad, ...events.slice(50));
    expect(acme.atlan.accounts()).toHaveLength(100);
    const key = await acme.deps.ledger.links.workerOf('hr:900');
    expect((await acme.deps.ledger.workers.load(key!))?.targets['atlan-prod']).toMatchObject({ state: 'waiting' });
  });

  it('is parked with a sentence when its message cannot be read, and the others go on', async () => {
    const acme = await company();
    const [one] = people(1);
    await acme.deliver({ ...one!, effective: { ...one!.effective!, timeZone: '' } }, ...people(3).slice(1));
    expect(acme.deadLetters).toEqual([expect.stringContaining('timeZone')]);
    expect(acme.atlan.accounts()).toHaveLength(2);
  });
});
