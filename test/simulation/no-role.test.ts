import { describe, expect, it } from 'vitest';

import { type Company, type CompanySettings, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { type Case, interference, type Mishap } from './interference.ts';
import { finalState, joined, settle } from './scenarios.ts';

const moves = (n: number, workerType: string) =>
  lifecycleEvent(n, 'moved', { date: '2026-03-02', attributes: { workerType } });

/** What was done and may be forgotten. */
const FORGETFUL = ['lost answer', 'killed after'] as const satisfies readonly Mishap[];

interface Story {
  readonly name: string;
  readonly target: CompanySettings['target'];
  readonly play: (acme: Company) => Promise<void>;
}

async function join(acme: Company) {
  await acme.deliver(joined);
  await settle(acme);
  acme.atlan.accept('ada@example.com');
  await settle(acme);
}

/** A person approves whatever is held. */
async function approve({ deps: { ledger }, clock }: Company) {
  for (const { id } of await ledger.holds.listOpen(10))
    await ledger.holds.decide(id, { verdict: 'approved', actor: 'Olga', reason: 'right', at: clock.now() });
}

const STORIES: readonly Story[] = [
  {
    name: 'a move ends access',
    target: { withoutRole: 'end' },
    play: async (acme) => {
      await join(acme);
      await acme.deliver(moves(3, 'contractor'));
    },
  },
  {
    name: 'a move ends access, and another gives it back',
    target: { withoutRole: 'end' },
    play: async (acme) => {
      await join(acme);
      await acme.deliver(moves(3, 'contractor'));
      await settle(acme);
      await acme.deliver(moves(4, 'employee'));
    },
  },
  {
    name: 'a person lets an invitation go whose worker has no role any more',
    target: {},
    play: async (acme) => {
      await acme.deliver(joined);
      await settle(acme);
      await acme.deliver(moves(3, 'contractor'));
      await settle(acme);
      await approve(acme);
      await settle(acme);
      acme.atlan.accept('ada@example.com');
    },
  },
];

async function played({ target, play }: Story, at?: Case) {
  const between = interference(at);
  const acme = await company({ between, target });
  await play(acme);
  const cases = between.casesOfChanges(FORGETFUL);
  await settle(acme);
  return { cases, state: await finalState(acme) };
}

describe.each(STORIES)('when $name', (story) => {
  it('ends alike, whichever call loses its answer or is the last of its process', {
    timeout: 900_000,
  }, async () => {
    const calm = await played(story);
    expect(calm.state.holds).toEqual([]);
    for (const at of calm.cases) {
      const { state } = await played(story, at);
      expect(state, `${at.mishap} at call ${at.call}, ${at.name}`).toEqual(calm.state);
    }
  });
});
