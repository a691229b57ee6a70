import { describe, expect, it } from 'vitest';

import { type Company, company, withTargets } from '../support/company.ts';
import { interference, MISHAPS } from './interference.ts';
import { joined, settle } from './scenarios.ts';

const accountsOf = async ({ deps }: Company) => {
  const key = await deps.ledger.links.workerOf('hr:1');
  return (await deps.ledger.workers.load(key!))?.targets['atlan-prod']?.accounts ?? [];
};

describe('an account that came of our own invitation', () => {
  it.each(['exact-email', 'never'])(
    'is ours whichever answer is lost on the way (adopt: %s)',
    {
      timeout: 900_000,
    },
    async (adopt) => {
      const clean = interference();
      await (await company({ between: clean, target: { adopt } })).deliver(joined);
      const forgotten: string[] = [];
      for (const at of clean.cases(['lost answer'])) {
        const between = interference(at);
        const acme = await company({ between, target: { adopt } });
        await acme.deliver(joined);
        await settle(acme);
        const accounts = await accountsOf(acme);
        if (accounts.length !== 1 || accounts[0]?.how !== 'invited') forgotten.push(`${at.call} ${at.name}`);
      }
      expect(forgotten).toEqual([]);
    },
  );

  it('is ours when the target made it and then said nothing', async () => {
    let isFirst = true;
    const between = withTargets((target) => ({
      invite: async (invitations, call) => {
        const results = await target.invite(invitations, call);
        if (!isFirst) return results;
        isFirst = false;
        const silent = { kind: 'wait', cause: 'down', because: 'the target did not answer' } as const;
        return new Map([...results.keys()].map((email) => [email, silent]));
      },
    }));
    const acme = await company({ target: { adopt: 'never' }, between });
    await acme.deliver(joined);
    await settle(acme);
    expect(await accountsOf(acme)).toMatchObject([{ how: 'invited' }]);
  });

  it('is reported in the same words, whatever goes wrong on the way', { timeout: 900_000 }, async () => {
    const clean = interference();
    const calm = await company({ between: clean });
    await calm.deliver(joined);
    const cases = clean.cases(MISHAPS);
    await settle(calm);
    const told = ({ published }: Company) =>
      published
        .map(({ type }) => type)
        .toSorted()
        .join();
    expect(told(calm)).toBe('InvitationSent');
    const other: string[] = [];
    for (const at of cases) {
      const acme = await company({ between: interference(at) });
      await acme.deliver(joined);
      await settle(acme);
      if (told(acme) !== told(calm)) other.push(`${at.mishap} ${at.call} ${at.name}: ${told(acme)}`);
    }
    expect(other).toEqual([]);
  });
});

describe('an account that the target says existed before our invitation', () => {
  it('is not ours where nothing may be taken over', async () => {
    const between = withTargets((target) => ({
      invite: async (invitations, call) =>
        new Map(
          [...(await target.invite(invitations, call))].map(([email, outcome]) => [
            email,
            outcome.kind === 'done' && outcome.value.how !== 'unseen'
              ? ({ kind: 'done', value: { how: 'existed', account: outcome.value.account } } as const)
              : outcome,
          ]),
        ),
    }));
    const acme = await company({ target: { adopt: 'never' }, between });
    await acme.deliver(joined);
    expect(await accountsOf(acme)).toEqual([]);
  });
});
