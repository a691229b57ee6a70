import { describe, expect, it } from 'vitest';

import { type MemoryTarget, memoryTarget } from '../../../../shared/adapters/memory/memory-target.ts';
import type { ProvisionDeps } from '../../../../shared/app/converge/deps.ts';
import { recordFacts } from '../../../../shared/app/provision/record-facts.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import { type Company, company } from '../../../support/company.ts';
import { converge } from '../../../support/converge.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const left = lifecycleEvent(2, 'left', { date: '2026-03-01' });

interface TwoTargets {
  readonly acme: Company;
  readonly sandbox: MemoryTarget;
  readonly deps: ProvisionDeps;
}

/** A company with a second target, where every worker is a guest; it may throw at any request. */
async function twoTargets({ isBroken = false } = {}): Promise<TwoTargets> {
  let sandbox: MemoryTarget | undefined;
  let wrapped: ProvisionDeps | undefined;
  const acme = await company({
    between: {
      begin: () => {},
      isKilled: () => false,
      wrap: (deps) => {
        sandbox = memoryTarget({ name: 'atlan-sandbox', clock: deps.clock, random: deps.random });
        const broken = { kind: 'wait', cause: 'down', because: 'away' } as const;
        const target = isBroken
          ? {
              ...sandbox,
              identity: async () => broken,
              findByIds: async () => broken,
              findByEmails: async () => broken,
            }
          : sandbox;
        const guest = { name: 'guests', target: 'atlan-sandbox', when: { always: true }, role: '$guest' } as const;
        wrapped = {
          ...deps,
          targets: [...deps.targets, ...deps.targets.map(({ settings }) => ({ target, settings }))],
          policy: { ...deps.policy, rules: [...deps.policy.rules, guest] },
        };
        return wrapped;
      },
    },
  });
  if (!sandbox || !wrapped) throw new Error('the company was not wrapped');
  return { acme, sandbox, deps: wrapped };
}

const worker = async ({ deps }: Company) => deps.ledger.workers.load((await deps.ledger.links.workerOf('hr:1'))!);

describe('two targets', () => {
  it('each give what their own rules say, and end with the worker', async () => {
    const { acme, sandbox } = await twoTargets();
    await acme.deps.ledger.flags.setMode('atlan-sandbox', 'enforce', 'test', 0);
    await acme.deliver(joined);
    expect(acme.atlan.accounts()).toMatchObject([{ role: '$member' }]);
    expect(sandbox.accounts()).toMatchObject([{ role: '$guest' }]);
    for (const target of [acme.atlan, sandbox]) target.accept('ada@example.com');
    await acme.deliver(left);
    expect([...acme.atlan.accounts(), ...sandbox.accounts()].map(({ state }) => state)).toEqual([
      'disabled',
      'disabled',
    ]);
  });

  it('do not touch each other when one only observes', async () => {
    const { acme, sandbox } = await twoTargets();
    await acme.deliver(joined);
    expect(acme.atlan.accounts()).toHaveLength(1);
    expect(sandbox.accounts()).toEqual([]);
    expect((await worker(acme))?.targets).toMatchObject({
      'atlan-sandbox': { because: expect.stringContaining('observe') },
    });
  });

  it('do not touch each other when one is away: a leaver ends where it can be ended', async () => {
    const { acme } = await twoTargets({ isBroken: true });
    await acme.deps.ledger.flags.setMode('atlan-sandbox', 'enforce', 'test', 0);
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    await acme.deliver(left);
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
    expect((await worker(acme))?.targets).toMatchObject({
      'atlan-prod': { state: 'converged' },
      'atlan-sandbox': { state: 'waiting' },
    });
  });

  it('are both over when the convergence answers, also when our own store failed on one', async () => {
    const over: string[] = [];
    const { acme, sandbox, deps } = await twoTargets();
    await acme.deps.ledger.flags.setMode('atlan-sandbox', 'enforce', 'test', 0);
    const slow: ProvisionDeps = {
      ...deps,
      ledger: {
        ...deps.ledger,
        gates: {
          ...deps.ledger.gates,
          read: (target) =>
            target === 'atlan-sandbox'
              ? Promise.reject(new RetryableError('The table did not answer'))
              : deps.ledger.gates.read(target),
        },
      },
      targets: deps.targets.map(({ settings, target }) => ({
        settings,
        target: {
          ...target,
          invite: async (...asked) => {
            for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
            const answers = await target.invite(...asked);
            over.push(target.name);
            return answers;
          },
        },
      })),
    };
    const { workerKey: key } = await recordFacts(joined, slow);
    const call = { deadline: acme.clock.now() + 60_000 };
    const broken = await converge([key], slow, { call, world: acme });
    expect([...broken.keys()]).toEqual([key]);
    expect(over).toEqual(['atlan-prod']);
    expect(sandbox.accounts()).toEqual([]);
  });
});

describe('a target that is not configured any more', () => {
  async function leaves() {
    const { acme, sandbox, deps } = await twoTargets();
    await acme.deps.ledger.flags.setMode('atlan-sandbox', 'enforce', 'test', 0);
    await acme.deliver(joined);
    for (const target of [acme.atlan, sandbox]) target.accept('ada@example.com');
    const without = { ...deps, targets: deps.targets.slice(0, 1) };
    const { workerKey } = await recordFacts(left, without);
    const look = (of: ProvisionDeps) =>
      converge([workerKey], of, { call: { deadline: acme.clock.now() + 60_000 }, world: acme });
    await look(without);
    return { acme, sandbox, deps, without, look };
  }
  const told = ({ notices }: Company) => notices.filter(({ name }) => name === 'leaver-left-behind');

  const open = async ({ deps }: Company) => deps.ledger.holds.listOpen(10);
  const onSandbox = async (acme: Company) => (await worker(acme))?.targets['atlan-sandbox'];

  it('where a leaver has an account is reported once, and is a hold that says what to do', async () => {
    const { acme, sandbox, look, without } = await leaves();
    await look(without);
    const [{ id } = { id: '' }] = sandbox.accounts();
    const [hold] = await open(acme);
    expect(sandbox.accounts()).toMatchObject([{ state: 'active' }]);
    expect(told(acme)).toMatchObject([{ ids: { system: 'atlan-sandbox', holdId: hold?.id } }]);
    expect(hold).toMatchObject({ kind: 'left-behind', because: expect.stringContaining(`end account ${id} by hand`) });
    expect((await worker(acme))?.targets).toMatchObject({
      'atlan-prod': { state: 'converged' },
      'atlan-sandbox': { state: 'held', holdId: hold?.id, because: hold?.because },
    });
  });

  it('counts as ended once an operator approves the hold, and nobody is asked again', async () => {
    const { acme, look, without } = await leaves();
    const [hold] = await open(acme);
    const at = acme.clock.now();
    await acme.deps.ledger.holds.decide(hold!.id, { verdict: 'approved', actor: 'sam', reason: 'deleted it', at });
    await look(without);
    expect(await onSandbox(acme)).toMatchObject({ state: 'converged', overAt: at, accounts: [{ endedAt: at }] });
    acme.clock.advance(400 * 24 * 3_600_000);
    await look(without);
    expect(await open(acme)).toEqual([]);
    expect(told(acme)).toHaveLength(1);
  });

  it('is asked about again seven days after an operator rejected the hold, to end it by hand', async () => {
    const { acme, look, without } = await leaves();
    const [hold] = await open(acme);
    const rejected = { verdict: 'rejected', actor: 'sam', reason: 'I do', instead: 'by-hand' } as const;
    await acme.deps.ledger.holds.decide(hold!.id, { ...rejected, at: acme.clock.now() });
    await look(without);
    expect(await onSandbox(acme)).toMatchObject({ state: 'held', because: expect.stringMatching(/^Rejected by sam/) });
    expect(await acme.deps.ledger.holds.listLeftToPersons(10)).toHaveLength(1);
    acme.clock.advance(7 * 24 * 3_600_000);
    await look(without);
    expect(await open(acme)).toMatchObject([{ id: hold!.id }]);
  });

  it('is no hold any more once the leaver is back', async () => {
    const { acme, look, without } = await leaves();
    acme.clock.advance(3 * 24 * 3_600_000);
    await recordFacts(lifecycleEvent(3, 'rehired', { date: '2026-03-03', attributes: ada }), without);
    await look(without);
    expect(await open(acme)).toEqual([]);
    expect(await onSandbox(acme)).not.toHaveProperty('holdId');
  });

  it('is reported again when the worker comes back and leaves again', async () => {
    const { acme, look, without } = await leaves();
    acme.clock.advance(3 * 24 * 3_600_000);
    await recordFacts(lifecycleEvent(3, 'rehired', { date: '2026-03-03', attributes: ada }), without);
    await look(without);
    acme.clock.advance(3 * 24 * 3_600_000);
    await recordFacts(lifecycleEvent(4, 'left', { date: '2026-03-06' }), without);
    await look(without);
    expect(told(acme)).toHaveLength(2);
  });

  it('ends the leaver’s access when it is configured again', async () => {
    const { acme, sandbox, deps, look } = await leaves();
    await look(deps);
    expect(sandbox.accounts()).toMatchObject([{ state: 'disabled' }]);
    expect(await onSandbox(acme)).toMatchObject({ state: 'converged' });
    expect(await open(acme)).toEqual([]);
  });
});
