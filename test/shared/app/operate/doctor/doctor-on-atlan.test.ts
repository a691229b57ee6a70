import { describe, expect, it } from 'vitest';
import { identityReader } from '../../../../../shared/app/converge/identities.ts';
import { operate } from '../../../../../shared/app/operate/operate.ts';
import type { OutputOf } from '../../../../../shared/contracts/operate/command.ts';
import type { doctorCommand } from '../../../../../shared/contracts/operate/status/doctor.ts';
import { atlanOnSimulator } from '../../../../support/atlan.ts';
import { controlPlane, OPERATOR } from '../control-plane.ts';

const CANARY = 'canary@example.com';

type Options = NonNullable<Parameters<typeof atlanOnSimulator>[0]>['options'];

/** A company whose target is the Atlan client on its simulator. */
async function clinic(options: Options = {}, target: Record<string, unknown> = {}) {
  const atlan = await atlanOnSimulator({ options }, { name: 'atlan-prod' });
  await atlan.control('POST', 'users', {
    email: 'p1@example.com',
    state: 'active',
    isScimUser: options?.scimTenant ?? false,
  });
  await atlan.control('POST', 'groups', { name: 'all_staff', alias: 'All Staff' });
  const plane = await controlPlane({ target });
  const deps = {
    ...plane.deps,
    targets: plane.deps.targets.map(({ settings }) => ({ target: atlan.target, settings })),
    probes: new Map([['atlan-prod', atlan.target.probe]]),
    identities: identityReader(),
    clock: atlan.clock,
  };
  return {
    atlan,
    examine: async (canary?: string) => {
      const asking = { deps, actor: OPERATOR, call: { deadline: atlan.clock.now() + 20_000 } };
      const input = { target: 'atlan-prod', ...(canary !== undefined && { canary }) };
      const answer = await operate('doctor', input, asking);
      if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
      return answer.value as OutputOf<typeof doctorCommand>;
    },
    accept: async () => {
      await atlan.control('POST', 'accept', { email: CANARY });
    },
    canary: async () => {
      const { users } = await atlan.control<{ users: { email: string; state: string; workspaceRole: string }[] }>(
        'GET',
        'state',
      );
      return users.find(({ email }) => email === CANARY);
    },
    [Symbol.asyncDispose]: () => atlan[Symbol.asyncDispose](),
  };
}

const settledOf = ({ settled }: OutputOf<typeof doctorCommand>) =>
  Object.fromEntries(settled.map(({ unknown, seen }) => [unknown, seen]));
const wrongs = ({ findings }: OutputOf<typeof doctorCommand>) =>
  findings.flatMap(({ level, what }) => (level === 'wrong' ? [what] : []));

describe('doctor on Atlan', () => {
  it('says which kind of credential there is, and that an OAuth client is not rotated', async () => {
    await using tenant = await clinic();
    const { baseUrl, token } = tenant.atlan.secret.value;
    const made = await fetch(`${baseUrl}/api/service/oauth-clients`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ displayName: 'lifecycle', role: '$admin' }),
    });
    const { clientId, clientSecret } = (await made.json()) as { clientId: string; clientSecret: string };
    tenant.atlan.secret.value = { baseUrl, clientId, clientSecret };
    const { credential, findings } = await tenant.examine();
    expect(credential).toEqual({ id: expect.any(String), kind: 'oauth-client' });
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ level: 'ok', what: 'The OAuth client works' }),
        expect.objectContaining({ level: 'ok', what: 'Nothing has to be rotated' }),
      ]),
    );
  });

  it('only reads, and says what it settled', async () => {
    await using tenant = await clinic();
    const answer = await tenant.examine();
    expect(wrongs(answer)).toEqual([]);
    expect(answer.groups).toMatchObject([
      { name: 'All Staff', state: 'found' },
      { name: 'Data Eng', state: 'creatable' },
    ]);
    expect(Object.keys(settledOf(answer))).toEqual(['1', '5', '6', '8', '14', '15']);
    const { requests } = await tenant.atlan.control<{ requests: { method: string }[] }>('GET', 'requests');
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(answer.requests).toBe(requests.length);
  });

  it('walks a canary from its invitation to its end', async () => {
    await using tenant = await clinic();
    const invited = await tenant.examine(CANARY);
    expect(invited.canary).toMatchObject({ mayDisable: 'unknown', left: 'reduced' });
    expect(settledOf(invited)).toMatchObject({ 3: 'disabling an invitee is answered 400 (keycloak error)' });
    await tenant.accept();
    const walked = await tenant.examine(CANARY);
    expect(walked.canary).toMatchObject({ mayDisable: 'yes', left: 'disabled' });
    expect(await tenant.canary()).toMatchObject({ state: 'disabled' });
    expect(wrongs(walked)).toEqual([]);
  });

  it('says that this credential may not disable accounts, and leaves the canary as a guest in no group', async () => {
    await using tenant = await clinic({ apiTokensMayNotDisable: true });
    await tenant.examine(CANARY);
    await tenant.accept();
    const answer = await tenant.examine(CANARY);
    expect(answer.canary).toMatchObject({ mayDisable: 'no', left: 'reduced' });
    expect(wrongs(answer)).toEqual(['This credential may not disable accounts']);
    expect(settledOf(answer)[2]).toBe('disabling with this credential is answered 403 (Operation not allowed)');
    expect(await tenant.canary()).toMatchObject({ state: 'active' });
  });

  it('says that the identity provider makes accounts, where the configuration says that we do', async () => {
    await using tenant = await clinic({ scimTenant: true });
    expect(wrongs(await tenant.examine())).toEqual(['The configuration and the tenant contradict each other']);
    await tenant.examine(CANARY);
    await tenant.accept();
    expect((await tenant.examine(CANARY)).canary).toMatchObject({ mayDisable: 'no', left: 'reduced' });
  });

  it('says what an invitation is answered where sign-on is enforced', async () => {
    await using tenant = await clinic({ ssoEnforced: true });
    const answer = await tenant.examine(CANARY);
    expect(answer.canary).toMatchObject({ steps: [{ step: 'invite', result: 'refused' }], left: 'absent' });
    expect(settledOf(answer)[7]).toMatch(/^an invitation is answered 403/);
  });

  it('compares the groups that the identity provider fills', async () => {
    await using tenant = await clinic({ idpAlias: 'okta', idpMappedGroups: ['all_staff'] }, { idpAlias: 'okta' });
    const answer = await tenant.examine();
    expect(wrongs(answer)).toEqual(['The identity provider fills All Staff, and idpGroups does not say so']);
    expect(answer.provisioning.mappedGroups).toEqual(['all_staff']);
  });

  it('says that the token is not accepted, and asks nothing else', async () => {
    await using tenant = await clinic();
    tenant.atlan.secret.value = { ...tenant.atlan.secret.value, token: 'another' };
    const answer = await tenant.examine();
    expect(wrongs(answer)).toEqual(['The credential does not work']);
    expect(answer.requests).toBe(1);
  });

  it('says which headers came with a 429', async () => {
    await using tenant = await clinic();
    await tenant.atlan.control('PUT', 'faults', [{ kind: 'rate-limited', retryAfterSeconds: 1, times: 1 }]);
    const answer = await tenant.examine();
    expect(answer.limits).toEqual([{ header: 'retry-after', value: '1' }]);
    expect(settledOf(answer)[11]).toBe('a 429 carries retry-after: 1');
  });

  it.each(['p1@example.com', 'P1@Example.com'])('sends no canary to %s, who was there before', async (email) => {
    await using tenant = await clinic();
    await expect(tenant.examine(email)).rejects.toThrow('no canary made it');
  });
});
