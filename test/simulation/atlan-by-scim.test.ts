import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../support/events.ts';
import { email, joins, leaves, moves, scimCompany } from './scim-company.ts';

const SCIM_GATE = 'atlan-prod scim';

describe('an Atlan target whose SCIM token is not accepted', () => {
  it('goes on with what its own interface does: only the SCIM channel is closed', async () => {
    await using far = await scimCompany();
    await far.loseToken();
    await far.acme.deliver(joins(2));
    expect(await far.person(2), 'no account is made without SCIM').toBeUndefined();
    const { gates } = far.acme.deps.ledger;
    expect(await gates.read('atlan-prod')).toBeUndefined();
    expect(await gates.read(SCIM_GATE)).toMatchObject({ cause: 'credentials' });
    const before = (await far.person(1))?.groups.length ?? 0;
    await far.acme.deliver(moves(1));
    expect((await far.person(1))?.groups).toHaveLength(before - 1);
    expect(await far.operator('gate list')).toMatchObject({
      value: {
        gates: [
          { target: 'atlan-prod', state: 'open' },
          { target: 'atlan-prod', channel: 'scim', state: 'closed', closed: { cause: 'credentials' } },
        ],
      },
    });
    expect(far.acme.notices).toContainEqual({
      name: 'gate-closed',
      ids: { target: 'atlan-prod', cause: 'credentials', channel: 'scim' },
    });
  });

  it('says in status what waits, and opens both gates', async () => {
    await using far = await scimCompany();
    await far.loseToken();
    await far.acme.deliver(joins(2));
    expect(await far.operator('status')).toMatchObject({
      value: {
        troubles: [
          {
            what: expect.stringMatching(/^The gate of atlan-prod \(scim\) is closed since/),
            harms: expect.stringContaining(
              'accounts wait there to be created, enabled, disabled until its secret holds a valid token',
            ),
          },
        ],
      },
    });
    expect(await far.operator('gate open', { target: 'atlan-prod', reason: 'there is a new token' })).toMatchObject({
      value: {
        gate: { target: 'atlan-prod', state: 'open' },
        channel: {
          gate: { target: 'atlan-prod', channel: 'scim', state: 'open', opened: { reason: 'there is a new token' } },
          was: { channel: 'scim', closed: { cause: 'credentials' } },
        },
      },
    });
    expect(await far.acme.deps.ledger.gates.read(SCIM_GATE)).toBeUndefined();
  });

  it('makes the account once the secret holds a token that is', async () => {
    await using far = await scimCompany();
    await far.loseToken();
    await far.acme.deliver(joins(2));
    const receipts = await far.receiptsOf(2);
    for (let minute = 0; minute < 5; minute++) {
      far.acme.clock.advance(61_000);
      await far.acme.tick(1);
    }
    expect(await far.receiptsOf(2), 'a trial of the channel adds no receipt').toBe(receipts);
    await far.restoreToken();
    far.acme.clock.advance(301_000);
    await far.acme.tick();
    expect(await far.person(2)).toMatchObject({ groups: expect.arrayContaining(['data_eng']) });
    expect(await far.acme.deps.ledger.gates.read(SCIM_GATE)).toBeUndefined();
  });

  it('ends a leaver by Atlan’s own interface where it lets us, and raises the alarm of the channel', async () => {
    await using far = await scimCompany();
    far.forgetToken();
    // before the cut-over Atlan still disables by its own interface
    await far.control('PATCH', 'options', { scimTenant: false });
    await far.acme.deliver(leaves(1));
    expect(await far.person(1)).toMatchObject({ state: 'disabled' });
    expect(await far.acme.deps.ledger.gates.read(SCIM_GATE)).toMatchObject({ cause: 'credentials' });
    expect(await far.acme.deps.ledger.gates.read('atlan-prod')).toBeUndefined();
  });

  it('lets a leaver wait whom Atlan does not end otherwise, and ends them when the token is there again', async () => {
    await using far = await scimCompany();
    await far.loseToken();
    await far.acme.deliver(leaves(1));
    expect(await far.person(1)).toMatchObject({ workspaceRole: '$guest', groups: [] });
    expect(await far.acme.deps.ledger.gates.read('atlan-prod')).toBeUndefined();
    const [receipts, asked] = [await far.receiptsOf(1), await far.refusedDisables()];
    for (let minute = 0; minute < 20; minute++) {
      far.acme.clock.advance(61_000);
      await far.acme.tick(1);
    }
    expect(await far.receiptsOf(1), 'what Atlan refused is not asked again, and adds no receipt').toBe(receipts);
    expect(asked).toBe(1);
    expect(await far.refusedDisables()).toBe(1);
    await far.restoreToken();
    far.acme.clock.advance(301_000);
    await far.acme.tick();
    expect(await far.person(1)).toMatchObject({ state: 'disabled' });
  });

  it('keeps role and groups of a leaver who comes back within 14 days', async () => {
    await using far = await scimCompany();
    const before = await far.person(1);
    await far.loseToken();
    const back = lifecycleEvent(2_000, 'rehired', {
      sourceKey: 'hr:1',
      date: '2026-03-08',
      attributes: { workEmail: email(1), workerType: 'employee', department: 'Data' },
    });
    await far.acme.deliver(leaves(1), back);
    for (let minute = 0; minute < 5; minute++) {
      far.acme.clock.advance(61_000);
      await far.acme.tick(1);
    }
    expect(await far.person(1)).toMatchObject({ workspaceRole: before?.workspaceRole, groups: before?.groups });
    await far.restoreToken();
    far.acme.clock.advance(301_000);
    await far.acme.tick();
    expect(await far.person(1)).toMatchObject({ state: 'disabled', groups: before?.groups });
  });

  it('tells the operator who ends an access both truths: role and groups are gone, and the sign-in is not', async () => {
    await using far = await scimCompany();
    await far.loseToken();
    const answer = await far.operator('disable', { source: 'hr:1', reason: 'a stolen laptop' });
    expect(await far.person(1)).toMatchObject({ workspaceRole: '$guest', groups: [], state: 'provisioned' });
    expect(answer).toMatchObject({
      kind: 'done',
      value: {
        targets: [
          {
            result: 'reduced',
            because: expect.stringMatching(/SCIM.*refuses to disable.*role and groups are gone.*can still sign in/is),
            lookAt: expect.anything(),
          },
        ],
      },
    });
    await far.restoreToken();
    expect(await far.operator('disable', { source: 'hr:1', reason: 'a stolen laptop' })).toMatchObject({
      value: { targets: [{ result: 'ended' }] },
    });
  });

  it('asks Atlan’s own interface again after a day', async () => {
    await using far = await scimCompany();
    await far.loseToken();
    await far.acme.deliver(leaves(1));
    far.acme.clock.advance(24 * 60 * 60_000);
    await far.acme.tick(1);
    expect(await far.refusedDisables()).toBe(2);
  });
});

describe('an Atlan target whose SCIM side does not answer', () => {
  it.each([
    ['rate-limited', { kind: 'rate-limited', retryAfterSeconds: 200 }, 'rate-limited'],
    ['away', { kind: 'unavailable-503' }, 'down'],
  ])('moves and ends sign-in by what is left of it, while it is %s', async (_, fault, cause) => {
    await using far = await scimCompany();
    const scim = ['GET', 'POST'].map((method) => ({ ...fault, endpoint: `${method} /api/service/scim/Users` }));
    const one = { ...fault, endpoint: 'GET /api/service/scim/Users/{id}' };
    await far.control('PUT', 'faults', [...scim, one]);
    await far.acme.deliver(joins(2));
    expect(await far.acme.deps.ledger.gates.read(SCIM_GATE)).toMatchObject({ cause });
    expect(await far.acme.deps.ledger.gates.read('atlan-prod')).toBeUndefined();
    await far.acme.deliver(leaves(1));
    expect(await far.person(1)).toMatchObject({ workspaceRole: '$guest', groups: [] });
    await far.control('PUT', 'faults', []);
    far.acme.clock.advance(301_000);
    await far.acme.tick();
    expect(await far.person(1)).toMatchObject({ state: 'disabled' });
    expect(await far.acme.deps.ledger.gates.read(SCIM_GATE)).toBeUndefined();
    // an account that SCIM may have made before it went away is waited for
    far.acme.clock.advance(16 * 60_000);
    await far.acme.tick();
    expect(await far.person(2)).toMatchObject({ groups: expect.arrayContaining(['data_eng']) });
  });
});
