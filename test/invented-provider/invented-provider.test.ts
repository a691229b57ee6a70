import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { PermanentError } from '../../shared/domain/failure.ts';
import { type ControlPlaneSettings, controlPlane, onePlan } from '../shared/app/operate/control-plane.ts';
import { companyConfig } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { INVENTED } from './traits.ts';

const plane = (settings: ControlPlaneSettings = {}) =>
  controlPlane({ provider: INVENTED, probe: { roles: INVENTED.traits.roles }, ...settings });
type Plane = Awaited<ReturnType<typeof plane>>;

const email = (n: number) => `p${n}@example.com`;
const joins = (n: number, department = 'Sales') =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department },
  });
const leaves = (n: number) => lifecycleEvent(n + 100, 'left', { sourceKey: `hr:${n}`, date: '2026-03-01' });
const accountOf = ({ acme }: Plane, n: number) => acme.atlan.accounts().find((one) => one.email === email(n));
const holds = async ({ acme }: Plane) => (await acme.deps.ledger.holds.listOpen(100)).map(({ kind }) => kind);

async function verdicts({ acme, keyOf }: Plane, n: number) {
  const receipts = await acme.deps.ledger.receipts.chain(await keyOf(n), 0);
  return receipts
    .filter(({ header }) => header.entry === 'outcome')
    .map(({ header }) => `${header.action} ${header.verdict}`);
}

/** An administrator who was there before, and whom poll has seen. */
async function administrator({ acme }: Plane, n: number) {
  const account = {
    id: `admin${n}`,
    email: email(n),
    state: 'active',
    enabled: true,
    role: 'admin',
    emailVerified: true,
    createdAt: 1,
    lastLoginAt: acme.clock.now(),
  } as const;
  acme.atlan.put(account);
  await acme.deps.ledger.inventory.put({ target: 'atlan-prod', account, version: 1, sweepId: 's', seenAt: 1 });
}

describe('a provider with roles and an end of its own', () => {
  it('gives a joiner the role that policy names, and a mover another group', async () => {
    const acme = await plane();
    await acme.acme.deliver(joins(1));
    const id = accountOf(acme, 1)?.id ?? '';
    expect(accountOf(acme, 1)).toMatchObject({ role: 'editor', state: 'active' });
    expect(await acme.acme.groupsOf(id)).toEqual(['all_staff']);
    await acme.acme.deliver(
      lifecycleEvent(2, 'moved', { sourceKey: 'hr:1', date: '2026-03-02', attributes: { department: 'Data' } }),
    );
    expect(await acme.acme.groupsOf(id)).toEqual(['all_staff', 'data_eng']);
  });

  it('ends a leaver by deletion, with a receipt that says what the account had', async () => {
    const acme = await plane();
    await acme.acme.deliver(joins(1));
    await acme.acme.deliver(leaves(1));
    expect(accountOf(acme, 1)).toBeUndefined();
    expect(await verdicts(acme, 1)).toContain('delete ended');
    const receipts = await acme.acme.deps.ledger.receipts.chain(await acme.keyOf(1), 0);
    const deletion = receipts.find(({ header }) => header.action === 'delete' && header.entry === 'intent');
    expect(deletion?.payload).toMatchObject({ role: 'editor', groups: ['All Staff'] });
  });

  it('makes a new account for a worker who is hired again', async () => {
    const acme = await plane();
    await acme.acme.deliver(joins(1));
    const before = accountOf(acme, 1)?.id;
    await acme.acme.deliver(leaves(1));
    await acme.acme.deliver(lifecycleEvent(300, 'rehired', { sourceKey: 'hr:1', date: '2026-03-02' }));
    acme.acme.clock.advance(3_600_000);
    await acme.acme.tick();
    expect(accountOf(acme, 1)).toMatchObject({ role: 'editor' });
    expect(accountOf(acme, 1)?.id).not.toBe(before);
  });

  it('reads the version again before a grant, also of a role that only this provider has', async () => {
    const acme = await plane({ target: { maxRole: 'admin' } });
    await acme.acme.deliver(joins(1));
    const id = accountOf(acme, 1)?.id ?? '';
    acme.acme.atlan.put({ ...accountOf(acme, 1), id, role: 'viewer' });
    acme.acme.clock.advance(26 * 3_600_000);
    await acme.acme.tick();
    expect(accountOf(acme, 1)).toMatchObject({ role: 'editor' });
    expect(await verdicts(acme, 1)).toContain('set-role verified');
  });
});

describe('the guards of such a provider', () => {
  it('hold who would become an administrator', async () => {
    const rules = [
      { name: 'bosses', target: 'atlan-prod', when: { attribute: 'department', equals: 'Board' }, role: 'admin' },
    ];
    const acme = await plane({ target: { maxRole: 'admin' }, rules });
    await acme.acme.deliver(joins(1, 'Board'));
    expect(await holds(acme)).toEqual(['administrator']);
    expect(acme.acme.atlan.accounts()).toEqual([]);
  });

  it('keep the last administrator, who leaves', async () => {
    const acme = await plane();
    await administrator(acme, 1);
    await acme.acme.deliver(joins(1));
    await acme.acme.deliver(leaves(1));
    expect(await holds(acme)).toContain('last-administrator');
    expect(accountOf(acme, 1)).toMatchObject({ role: 'admin', enabled: true });
  });

  it('let an administrator go while another one works', async () => {
    const acme = await plane();
    await administrator(acme, 1);
    await administrator(acme, 2);
    await acme.acme.deliver(joins(1));
    await acme.acme.deliver(leaves(1));
    for (let hour = 0; hour < 3; hour++) {
      acme.acme.clock.advance(3_600_000);
      await acme.acme.tick();
    }
    expect(accountOf(acme, 1)).toBeUndefined();
    expect(accountOf(acme, 2)).toMatchObject({ role: 'admin' });
  });

  it('count deletions against the limit of leavers', async () => {
    const acme = await plane({ target: { limits: { leavers: { min: 2, percent: 1 } } } });
    const many = [1, 2, 3, 4];
    await acme.acme.deliver(...many.map((n) => joins(n)));
    await acme.acme.deliver(...many.map(leaves));
    expect(acme.acme.atlan.accounts()).toHaveLength(2);
    expect(await holds(acme)).toEqual(['leaver-limit', 'leaver-limit']);
  });
});

describe('what operators see of such a provider', () => {
  it('is a plan that deletes, a report of who left, and a disable that ends by deletion', async () => {
    const acme = await plane();
    await acme.acme.deliver(joins(1), joins(2));
    await acme.acme.deliver(lifecycleEvent(50, 'left', { sourceKey: 'hr:1', date: '2026-03-20' }));
    const at = '2026-03-22';
    const { targets } = onePlan(await acme.tell('plan', { source: 'hr:1', at }));
    expect(targets).toMatchObject([
      {
        steps: [{ action: 'delete', role: 'editor', groups: ['All Staff'] }],
        afterwards: { state: 'converged', because: 'Access ended' },
      },
    ]);
    expect(accountOf(acme, 1), 'a plan only shows it').toMatchObject({ role: 'editor' });
    const answer = await acme.tell('disable', { source: 'hr:2', reason: 'left at once' });
    expect(answer.targets).toMatchObject([{ result: 'ended' }]);
    expect(accountOf(acme, 2)).toBeUndefined();
    const report = await acme.tell('report leavers', { from: '2026-02-01', to: '2026-03-31' });
    expect(JSON.stringify(report)).toContain('"ended"');
  });

  it('is what a worker who is back gets again of what others had given, and why not the rest', async () => {
    const acme = await plane();
    const { atlan } = acme.acme;
    const call = { deadline: Number.MAX_SAFE_INTEGER };
    await acme.acme.deliver(joins(1));
    for (const alias of ['Beta testers', 'Wardens']) {
      const made = await atlan.createGroup({ alias }, call);
      if (made.kind === 'done') await atlan.addToGroups(accountOf(acme, 1)?.id ?? '', [made.value.group.id], call);
    }
    await acme.acme.deliver(leaves(1));
    const listed = await atlan.listGroups(call);
    const gone = listed.kind === 'done' ? listed.value.find(({ alias }) => alias === 'Wardens') : undefined;
    await atlan.groupAdministration?.remove(gone?.id ?? '', call);
    await acme.acme.deliver(lifecycleEvent(300, 'rehired', { sourceKey: 'hr:1', date: '2026-03-02' }));
    const { workers } = await acme.tell('explain', { source: 'hr:1' });
    const shown = workers[0]?.receipts.map(({ action, rule, groups, verdict, because }) => [
      `${action} ${verdict} (${rule})`,
      groups,
      because,
    ]);
    expect(shown?.slice(-3)).toEqual([
      ['add-to-groups verified (members)', ['All Staff'], undefined],
      ['add-to-groups verified (returned)', ['Beta testers'], undefined],
      ['add-to-groups not_done (returned)', ['Wardens'], 'The target has no such group any more'],
    ]);
    expect(shown?.find(([step]) => step === 'delete ended (left)')).toEqual([
      'delete ended (left)',
      ['All Staff', 'Beta testers', 'Wardens'],
      undefined,
    ]);
  });

  it('is a doctor that looks for the roles of this provider', async () => {
    const sound = await (await plane()).tell('doctor', { target: 'atlan-prod' });
    expect(JSON.stringify(sound)).toContain('The roles up to editor are there');
    const poor = await plane({ probe: { roles: ['viewer'] } });
    expect(JSON.stringify(await poor.tell('doctor', { target: 'atlan-prod' }))).toContain('There is no role editor');
  });
});

describe('the configuration of such a provider', () => {
  const rules = (role: string) => [
    { name: 'more', target: 'atlan-prod', when: { attribute: 'department', equals: 'Data' }, role },
  ];

  it('takes its roles and its limit of requests, and no others', () => {
    expect(companyConfig({}, rules('admin'), INVENTED).targets['atlan-prod']).toMatchObject({ maxRole: 'editor' });
    expect(() => companyConfig({}, rules('$member'), INVENTED)).toThrow(PermanentError);
    expect(() => companyConfig({}, rules('$member'), INVENTED)).toThrow(
      /no role of wonderworks: use one of: viewer, editor/,
    );
    expect(() => companyConfig({ requestsPerMinute: 61 }, [], INVENTED)).toThrow(/from 1 to 60/);
  });

  it('needs no word about it anywhere else', () => {
    const sources = globSync('{shared,functions,infra,local,cli}/**/*.ts');
    expect(sources.filter((file) => /wonderworks/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
