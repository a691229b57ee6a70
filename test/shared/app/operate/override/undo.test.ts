import { describe, expect, it } from 'vitest';

import { done } from '../../../../../shared/domain/outcome.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, type ControlPlaneSettings, controlPlane } from '../control-plane.ts';

const email = 'p1@example.com';
const CALL = { deadline: Number.MAX_SAFE_INTEGER };
const joined = lifecycleEvent(1, 'joined', {
  sourceKey: 'hr:1',
  attributes: { workEmail: email, workerType: 'employee', department: 'Sales' },
});
const left = lifecycleEvent(101, 'left', { sourceKey: 'hr:1' });
const GO = { until: '2026-06-30', reason: 'HR ended the wrong person', go: true };
const DAY_MS = 86_400_000;

async function group({ acme: { atlan } }: ControlPlane, alias: string): Promise<string> {
  const made = await atlan.createGroup({ alias }, CALL);
  if (made.kind !== 'done') throw new Error(made.because);
  return made.value.group.id;
}

/** A worker of Sales whom an administrator put in two groups by hand, one of them a group of a rule; then HR ended them. */
async function wronglyEnded(settings: ControlPlaneSettings = {}) {
  const plane = await controlPlane(settings);
  const { acme } = plane;
  await acme.deliver(joined);
  acme.atlan.accept(email);
  await acme.tick();
  const account = acme.atlan.accounts()[0]!.id;
  const byHand = [await group(plane, 'Book Club'), await group(plane, 'Data Eng')];
  expect(await acme.atlan.addToGroups(account, byHand, CALL)).toEqual(done(undefined));
  acme.clock.advance(61_000);
  await acme.deliver(left);
  expect(acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
  expect(await acme.groupsOf(account)).toEqual([]);
  const worker = await plane.keyOf(1);
  return { ...plane, account, worker, receipt: (await receiptOf(plane, 'disable'))! };
}

async function receiptOf(plane: ControlPlane, action: string): Promise<string | undefined> {
  const { workers } = await plane.tell('explain', { worker: await plane.keyOf(1) });
  return workers?.[0]?.receipts.findLast((one) => one.action === action)?.receipt;
}

const owned = async (plane: ControlPlane) =>
  (await plane.deps.ledger.workers.load(await plane.keyOf(1)))!.targets['atlan-prod']!.accounts[0]!.ownedGroups;

describe('undoing an ending', () => {
  it('shows first what comes back and what does not, and changes nothing', async () => {
    const plane = await wronglyEnded();
    const shown = await plane.tell('undo', { receipt: plane.receipt });
    expect(shown).toMatchObject({
      dryRun: true,
      overrides: [{ kind: 'access_kept' }, { kind: 'extra_entitlement', group: 'Book Club' }],
      notGivenBack: [{ what: 'group', name: 'Data Eng', because: expect.stringContaining('do not give it') }],
    });
    expect(shown.targets[0]?.steps.map(({ action, groups }) => [action, groups])).toEqual([
      ['enable', undefined],
      ['add-to-groups', ['All Staff']],
      ['add-to-groups', ['Book Club']],
    ]);
    await plane.provision();
    expect((await plane.tell('override list')).overrides).toEqual([]);
    expect(plane.acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
  });

  it('gives back sign-in, the groups of the rules, and the memberships of others, which stay theirs', async () => {
    const plane = await wronglyEnded();
    await plane.tell('undo', { receipt: plane.receipt, ...GO });
    await plane.provision();
    expect(plane.acme.atlan.accounts()).toMatchObject([{ state: 'active', role: '$member' }]);
    expect([...(await plane.acme.groupsOf(plane.account))].sort()).toEqual(['all_staff', 'book_club']);
    expect(await owned(plane)).toHaveLength(1);
    const chain = await plane.deps.ledger.receipts.chain(plane.worker);
    expect(chain.at(-1)?.header.rule).toMatch(/^override ovr_/);
  });

  it('leaves the memberships of others where they are when the overrides are over and HR has corrected its word', async () => {
    const plane = await wronglyEnded();
    await plane.tell('undo', { receipt: plane.receipt, ...GO, until: '2026-03-05' });
    await plane.provision();
    await plane.acme.deliver(
      lifecycleEvent(102, 'left', { sourceKey: 'hr:1', phase: 'cancelled', supersedes: left.id }),
    );
    plane.acme.clock.advance(5 * DAY_MS);
    await plane.acme.tick();
    expect((await plane.tell('override list')).overrides).toEqual([]);
    expect(plane.acme.atlan.accounts()).toMatchObject([{ state: 'active' }]);
    expect([...(await plane.acme.groupsOf(plane.account))].sort()).toEqual(['all_staff', 'book_club']);
  });

  it('ends access again when its day is over and HR has not corrected its word', async () => {
    const plane = await wronglyEnded();
    await plane.tell('undo', { receipt: plane.receipt, ...GO, until: '2026-03-05' });
    await plane.provision();
    plane.acme.clock.advance(5 * DAY_MS);
    await plane.acme.tick();
    expect(plane.acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
    expect(await plane.acme.groupsOf(plane.account)).toEqual([]);
  });

  it('is stated once, however often it is asked for', async () => {
    const plane = await wronglyEnded();
    const first = await plane.tell('undo', { receipt: plane.receipt, ...GO });
    const second = await plane.tell('undo', { receipt: plane.receipt, ...GO });
    expect(second.overrides).toEqual(first.overrides);
    expect((await plane.tell('override list', { worker: plane.worker })).overrides).toHaveLength(2);
  });

  it('gives back the memberships alone where HR has corrected its word already', async () => {
    const plane = await wronglyEnded();
    await plane.acme.deliver(
      lifecycleEvent(102, 'left', { sourceKey: 'hr:1', phase: 'cancelled', supersedes: left.id }),
    );
    const { overrides } = await plane.tell('undo', { receipt: plane.receipt, ...GO });
    expect(overrides.map(({ kind }) => kind)).toEqual(['extra_entitlement']);
    await plane.provision();
    expect(await plane.acme.groupsOf(plane.account)).toContain('book_club');
  });

  it('refuses a receipt that took nothing, by its name, and says which to name', async () => {
    const plane = await wronglyEnded();
    const receipt = await receiptOf(plane, 'invite');
    expect(await plane.ask('undo', { receipt, ...GO })).toMatchObject({
      error: 'conflict',
      because: expect.stringMatching(new RegExp(`^Receipt ${receipt} took nothing.*explain`)),
    });
  });

  it('refuses a receipt of which a retention forgot what it says, in place of giving half of it back', async () => {
    const plane = await wronglyEnded();
    await plane.deps.ledger.receipts.erase(plane.worker);
    expect(await plane.ask('undo', { receipt: plane.receipt, ...GO })).toMatchObject({
      error: 'conflict',
      because: expect.stringMatching(/forgotten by retention\.leaverPayloadDays.*have HR correct/),
    });
  });

  it('sends the operator to the override by which another operator ended the access', async () => {
    const plane = await wronglyEnded();
    await plane.tell('disable', { worker: plane.worker, reason: 'a stolen laptop' });
    expect(await plane.ask('undo', { receipt: plane.receipt, ...GO })).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining('override lift ovr_'),
    });
  });

  it.each([
    { go: true, reason: 'r' },
    { go: true, until: '2026-06-30' },
  ])('needs a day and a reason: %j', async (given) => {
    const plane = await controlPlane();
    expect(await plane.ask('undo', { receipt: 'w@0', ...given })).toMatchObject({ error: 'invalid-input' });
  });

  it('keeps access for a year at most', async () => {
    const plane = await wronglyEnded();
    expect(await plane.ask('undo', { receipt: plane.receipt, ...GO, until: '2027-06-30' })).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining('within a year'),
    });
  });
});
