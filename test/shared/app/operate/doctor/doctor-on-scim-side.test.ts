import { describe, expect, it } from 'vitest';
import { openTarget } from '../../../../../shared/adapters/targets/registry.ts';
import { identityReader } from '../../../../../shared/app/converge/identities.ts';
import { operate } from '../../../../../shared/app/operate/operate.ts';
import type { OutputOf } from '../../../../../shared/contracts/operate/command.ts';
import type { doctorCommand } from '../../../../../shared/contracts/operate/status/doctor.ts';
import { atlanOnSimulator } from '../../../../support/atlan.ts';
import { fixedRandom } from '../../../../support/fixed-random.ts';
import { controlPlane, OPERATOR } from '../control-plane.ts';

type Diagnosis = OutputOf<typeof doctorCommand>;

/** A company whose target is Atlan with a SCIM side, examined by an operator. */
async function clinic({
  scimTenant = true,
  scimProviderConfig = true,
  idpMappedGroups = [] as string[],
  target = {},
} = {}) {
  const atlan = await atlanOnSimulator({ options: { scimTenant, scimProviderConfig, idpMappedGroups } });
  const { token } = scimTenant
    ? await atlan.control<{ token: string }>('POST', 'scim-token')
    : { token: 'made before' };
  atlan.secret.value = { ...atlan.secret.value, scimToken: token };
  await atlan.control('POST', 'groups', { name: 'all_staff', alias: 'All Staff' });
  const settings = { provisionedBy: 'scim' as const, ...target };
  const plane = await controlPlane({ target: settings });
  const read = async () => atlan.secret.value;
  const opened = openTarget('atlan', {
    name: 'atlan-prod',
    clock: atlan.clock,
    random: fixedRandom(),
    secret: { get: read, refresh: read },
    settings,
  });
  const deps = {
    ...plane.deps,
    targets: plane.deps.targets.map((one) => ({ ...one, target: opened })),
    probes: new Map([['atlan-prod', opened.probe]]),
    identities: identityReader(),
    clock: atlan.clock,
  };
  return {
    atlan,
    put: async (user: object) =>
      (await atlan.control<{ id: string }>('POST', 'users', { state: 'active', ...user })).id,
    /** How SCIM shows an account otherwise. */
    view: async (id: string, view: object) => atlan.control('PUT', `scim-users/${id}`, view),
    examine: async (input: object = {}) => {
      const asking = { deps, actor: OPERATOR, call: { deadline: atlan.clock.now() + 20_000 } };
      const answer = await operate('doctor', { target: 'atlan-prod', ...input }, asking);
      if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
      return answer.value as Diagnosis;
    },
    [Symbol.asyncDispose]: () => atlan[Symbol.asyncDispose](),
  };
}

const found = ({ findings }: Diagnosis, what: string) => findings.find((one) => one.what.startsWith(what));

describe('doctor on the SCIM side of a target', () => {
  it.each([
    ['what it says that it supports', true, 'ServiceProviderConfig says: patch yes, etag no'],
    ['what is done where it does not say', false, 'could not be read: PATCH is tried first'],
  ])('says that the token is taken, and %s', async (_, scimProviderConfig, said) => {
    await using tenant = await clinic({ scimProviderConfig });
    await tenant.put({ email: 'p1@example.com', isScimUser: true });
    expect(found(await tenant.examine(), 'The SCIM side')).toMatchObject({
      level: 'ok',
      what: 'The SCIM side takes its token',
      because: expect.stringContaining(said),
    });
  });

  it('says which token to make where it is not taken', async () => {
    await using tenant = await clinic();
    await tenant.atlan.control('POST', 'scim-token');
    expect(found(await tenant.examine(), 'The SCIM side')).toMatchObject({
      level: 'wrong',
      what: 'The SCIM side does not take its token',
      next: expect.stringContaining('as scimToken'),
    });
  });

  it('says that the secret holds no token', async () => {
    await using tenant = await clinic();
    const { scimToken: _, ...rest } = tenant.atlan.secret.value;
    tenant.atlan.secret.value = rest;
    expect(found(await tenant.examine(), 'The SCIM side')).toMatchObject({
      level: 'wrong',
      because: expect.stringContaining('holds no scimToken'),
    });
  });

  it('says that the tenant has no SCIM, where the configuration says that it has', async () => {
    await using tenant = await clinic({ scimTenant: false });
    expect(found(await tenant.examine(), 'The tenant has no SCIM side')).toMatchObject({ level: 'wrong' });
  });

  it('does not call the configuration wrong because all accounts are from before SCIM', async () => {
    await using tenant = await clinic();
    await tenant.put({ email: 'p1@example.com', isScimUser: false });
    expect(found(await tenant.examine(), 'No account was made by SCIM yet')).toMatchObject({ level: 'warn' });
  });

  it('does not ask SCIM where accounts are not created by it', async () => {
    await using tenant = await clinic({ target: { provisionedBy: 'invitation' } });
    await tenant.examine();
    const { requests } = await tenant.atlan.control<{ requests: { path: string }[] }>('GET', 'requests');
    expect(requests.filter(({ path }) => path.includes('/scim/'))).toEqual([]);
  });
});

const cutOver = async (tenant: Awaited<ReturnType<typeof clinic>>) => tenant.examine({ cutOver: true });

describe('doctor before SCIM is switched on', () => {
  const before = { target: { provisionedBy: 'invitation' } };

  it('says that nothing stands in the way', async () => {
    await using tenant = await clinic(before);
    await tenant.put({ email: 'p1@example.com' });
    const answer = await cutOver(tenant);
    const { accounts } = answer.cutOver!.own;
    expect(answer.cutOver).toEqual({
      own: { accounts, isWhole: true },
      scim: { accounts, isWhole: true },
      same: accounts,
      differing: 0,
      differences: [],
    });
    const { requests } = await tenant.atlan.control<{ requests: { method: string }[] }>('GET', 'requests');
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  it.each<[string, string, object, object]>([
    ['is known under another userName', 'The username differs', { userName: 'a.l' }, { kind: 'username' }],
    [
      'is known under another id and userName',
      'The username differs',
      { id: 's', userName: 'a.l' },
      { kind: 'username', scimId: 's' },
    ],
    ['is disabled by SCIM only', 'Only one side says', { active: false }, { kind: 'state' }],
    ['is another person by id', 'SCIM would take', { userName: 'bob', email: 'bob@example.com' }, { kind: 'another' }],
    [
      'is another person by username',
      'SCIM would take',
      { id: 's', email: 'bob@example.com' },
      { kind: 'another', scimId: 's' },
    ],
  ])('says that an account %s', async (_, what, view, difference) => {
    await using tenant = await clinic(before);
    const ada = await tenant.put({ email: 'ada@example.com', username: 'ada' });
    await tenant.view(ada, view);
    const answer = await cutOver(tenant);
    expect(answer.cutOver?.differences).toEqual([{ accountId: ada, scimId: ada, ...difference }]);
    expect(found(answer, what)?.because).toContain(ada);
  });

  it('takes an account of another id, and of a userName in other letters, for the same one', async () => {
    await using tenant = await clinic(before);
    await tenant.view(await tenant.put({ email: 'ada@example.com', username: 'ada' }), { id: 's', userName: 'ADA' });
    expect((await cutOver(tenant)).cutOver).toMatchObject({ same: 1, differences: [] });
  });

  it('names the accounts that one side lacks by id and never by address, the first ten of them', async () => {
    await using tenant = await clinic(before);
    for (let n = 0; n < 12; n++)
      await tenant.view(await tenant.put({ email: `p${n}@example.com` }), { isAbsent: true });
    const only = await tenant.atlan.control<{ id: string }>('POST', 'scim-users', {
      userName: 'bob',
      email: 'bob@example.com',
    });
    const answer = await cutOver(tenant);
    const missing = found(answer, 'SCIM does not show 12 accounts');
    expect(missing).toMatchObject({ level: 'wrong', because: expect.stringContaining(' and 2 more') });
    expect(found(answer, 'The target’s own interface does not show 1 account')?.because).toContain(only.id);
    expect(answer.cutOver).toMatchObject({ differing: 13, same: 0 });
    expect(JSON.stringify(answer)).not.toContain('@example.com');
  });

  it('does not compare an account of which one side shows too little', async () => {
    await using tenant = await clinic(before);
    const ada = await tenant.put({ email: 'ada@example.com' });
    const endpoint = 'GET /api/service/users';
    await tenant.atlan.control('PUT', 'faults', [{ kind: 'missing-fields', fields: ['email'], endpoint }]);
    expect((await cutOver(tenant)).cutOver?.differences).toEqual([{ kind: 'unclear', accountId: ada }]);
  });

  it('concludes nothing from a list that ends too early', async () => {
    await using tenant = await clinic(before);
    for (let n = 1; n <= 3; n++) await tenant.put({ email: `p${n}@example.com` });
    const scim = 'GET /api/service/scim/Users';
    await tenant.atlan.control('PUT', 'faults', [
      { kind: 'short-pages', rows: 1, endpoint: scim },
      { kind: 'miscount', by: -2, endpoint: scim },
    ]);
    const answer = await cutOver(tenant);
    expect(answer.cutOver).toMatchObject({ scim: { isWhole: false }, differences: [] });
    expect(found(answer, 'The list of accounts that SCIM shows could not be read to its end')).toMatchObject({
      level: 'warn',
    });
  });

  it('names the groups that SCIM fills and the configuration does not know', async () => {
    await using tenant = await clinic({ ...before, idpMappedGroups: ['all_staff'] });
    expect(found(await cutOver(tenant), 'SCIM fills the group')).toMatchObject({ level: 'wrong' });
  });

  it('names the groups that the configuration leaves to SCIM, and SCIM does not fill', async () => {
    await using tenant = await clinic({ target: { ...before.target, idpGroups: ['all_staff'] } });
    expect(found(await cutOver(tenant), 'The group all_staff is in idpGroups and not mapped')).toMatchObject({
      level: 'warn',
    });
  });

  it('says so where SCIM does not take the token, and compares nothing', async () => {
    await using tenant = await clinic(before);
    await tenant.atlan.control('POST', 'scim-token');
    const answer = await cutOver(tenant);
    expect(answer.cutOver).toBeUndefined();
    expect(found(answer, 'The SCIM side does not take its token')).toMatchObject({ level: 'wrong' });
  });
});
