import { describe, expect, it } from 'vitest';
import { operate } from '../../../../../shared/app/operate/operate.ts';
import { RetryableError } from '../../../../../shared/domain/failure.ts';
import type { Call } from '../../../../../shared/ports/target/call.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, type ControlPlaneSettings, controlPlane, OPERATOR, type Output } from '../control-plane.ts';

const CANARY = 'canary@example.com';
const DAY = 86_400_000;

const ask = (plane: ControlPlane, canary?: string) =>
  plane.tell('doctor', { target: 'atlan-prod', ...(canary !== undefined && { canary }) });
const examined = async (settings: ControlPlaneSettings = {}) => ask(await controlPlane(settings));
const said = ({ findings }: Output<'doctor'>, level: 'ok' | 'warn' | 'wrong') =>
  findings.filter((finding) => finding.level === level).map(({ what }) => what);

/** A tenant on which all is as it should be. */
const HEALTHY = {
  probe: {
    credential: {
      id: 'token-1',
      kind: 'service-account',
      expiry: { kind: 'at', at: Date.parse('2027-01-01T00:00:00Z') },
    },
    accounts: () => ({ accounts: 7, byScim: 0 }),
  },
} as const satisfies ControlPlaneSettings;

describe('doctor', () => {
  it('finds nothing wrong where nothing is, and writes nothing', async () => {
    const plane = await controlPlane(HEALTHY);
    const answer = await ask(plane);
    expect([said(answer, 'wrong'), said(answer, 'warn')]).toEqual([[], []]);
    expect(answer).toMatchObject({
      mode: 'enforce',
      credential: { id: 'token-1', kind: 'service-account', expiresAt: '2027-01-01T00:00:00.000Z' },
      provisioning: { configured: 'invitation', accounts: 7, byScim: 0 },
      groups: [
        { name: 'All Staff', state: 'creatable' },
        { name: 'Data Eng', state: 'creatable' },
      ],
    });
    expect(said(answer, 'ok')).toContainEqual(
      expect.stringMatching(/understood is kept for 14 days, .* parked for 90 days/),
    );
    expect(answer.roles.map(({ name }) => name)).toEqual(['$admin', '$member', '$guest']);
    expect(plane.acme.atlan.accounts()).toEqual([]);
  });

  it.each([
    ['a person’s', { kind: 'person', expiry: { kind: 'unknown', because: 'b' } }, 'warn', 'belongs to a person'],
    [
      'of an unknown end',
      { kind: 'service-account', expiry: { kind: 'unknown', because: 'b' } },
      'warn',
      'not known when',
    ],
    ['ending soon', { kind: 'service-account', expiry: { kind: 'at', at: 20 * DAY } }, 'warn', 'within 30 days'],
    ['ending now', { kind: 'service-account', expiry: { kind: 'at', at: DAY } }, 'wrong', 'within three days'],
  ] as const)('minds a token that is %s', async (_case, { kind, expiry }, level, says) => {
    const now = Date.parse('2026-03-02T09:00:00Z');
    const credential = { id: 't', kind, expiry: expiry.kind === 'at' ? { ...expiry, at: now + expiry.at } : expiry };
    const answer = await examined({ probe: { ...HEALTHY.probe, credential } });
    expect(said(answer, level).join('. ')).toContain(says);
  });

  it.each([
    ['invitation', 3, 'wrong'],
    ['invitation', 0, 'ok'],
    ['scim', 3, 'ok'],
    ['scim', 0, 'wrong'],
    ['idp', 3, 'ok'],
    ['idp', 0, 'warn'],
    ['scim', undefined, 'warn'],
  ] as const)('compares provisionedBy %s with %s accounts of SCIM: %s', async (provisionedBy, byScim, level) => {
    const accounts = () => ({ accounts: 5, ...(byScim !== undefined && { byScim }) });
    const answer = await examined({ target: { provisionedBy }, probe: { ...HEALTHY.probe, accounts } });
    const about = answer.findings.find(({ because }) => because.includes('provisionedBy is'));
    expect(about?.level).toBe(level);
  });

  it('compares idpGroups with the groups that the identity provider fills', async () => {
    const target = { idpAlias: 'okta', idpGroups: ['everyone', 'idle'] };
    const identityProvider = { alias: 'okta', groups: ['everyone', 'data_eng'] };
    const answer = await examined({ target, probe: { ...HEALTHY.probe, identityProvider } });
    expect(said(answer, 'wrong')).toEqual(['The identity provider fills data_eng, and idpGroups does not say so']);
    expect(said(answer, 'warn')).toContain('idpGroups names idle, which the identity provider does not fill');
    const elsewhere = await examined({ target, probe: { ...HEALTHY.probe } });
    expect(said(elsewhere, 'wrong')).toEqual(['The tenant has no identity provider okta']);
  });

  it('says which groups and roles are missing', async () => {
    const target = { groups: { 'All Staff': {}, 'Data Eng': { create: true } } };
    const answer = await examined({ target, probe: { ...HEALTHY.probe, roles: ['$guest'] } });
    expect(said(answer, 'wrong')).toEqual(['There is no role $member']);
    expect(said(answer, 'warn')).toEqual(['The group All Staff is missing']);
  });

  it('asks nothing while the target blocks requests, or those of this minute are used up', async () => {
    const plane = await controlPlane(HEALTHY);
    const now = plane.acme.clock.now();
    const gate = { target: 'atlan-prod', cause: 'rate-limited', because: 'Too many requests', closedAt: now } as const;
    await plane.deps.ledger.gates.close({ ...gate, closedUntil: now + 60_000 });
    const answer = await ask(plane);
    expect(answer.requests).toBe(0);
    expect(answer.findings[0]?.because).toContain('Too many');
    expect(said(await ask(plane), 'warn')).toEqual(['The target cannot be examined now']);
    await plane.deps.ledger.gates.open('atlan-prod');
    await plane.deps.ledger.budgets.spend('atlan-prod', { share: 'others', requests: 400 }, now);
    expect(said(await ask(plane), 'warn')).toEqual(['The target cannot be examined now']);
  });

  it('knows no other target', async () => {
    const plane = await controlPlane();
    expect(await plane.ask('doctor', { target: 'elsewhere' })).toMatchObject({ error: 'not-found' });
  });
});

describe('a canary', () => {
  it('is invited, and cannot be disabled before it accepts; then it is walked to its end, as often as one asks', async () => {
    const plane = await controlPlane(HEALTHY);
    const { atlan } = plane.acme;
    await plane.acme.deps.targets[0]!.target.createGroup(
      { alias: 'All Staff' },
      { deadline: plane.acme.clock.now() + 1_000 },
    );
    const first = await ask(plane, CANARY);
    expect(first.canary).toMatchObject({ mayDisable: 'unknown', left: 'reduced' });
    expect(first.canary?.steps.map(({ step, result }) => [step, result])).toEqual([
      ['invite', 'verified'],
      ['role', 'verified'],
      ['group', 'verified'],
      ['disable', 'refused'],
      ['leave', 'verified'],
    ]);
    const { id } = atlan.accounts()[0]!;
    expect(atlan.accounts()).toMatchObject([{ state: 'invited', role: '$guest' }]);
    expect(await plane.acme.groupsOf(id)).toEqual([]);

    atlan.accept(CANARY);
    for (const steps of [
      ['role', 'group', 'disable', 'leave'],
      ['enable', 'role', 'group', 'disable', 'leave'],
    ]) {
      const { canary } = await ask(plane, 'Canary@Example.com');
      expect(canary).toMatchObject({ accountId: id, mayDisable: 'yes', left: 'disabled' });
      expect(canary?.steps.map(({ step }) => step)).toEqual(steps);
      expect(canary?.steps.every(({ result }) => result === 'verified')).toBe(true);
      expect(atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
      expect(await plane.acme.groupsOf(id)).toEqual([]);
    }
  });

  it('is put back although time ran out on its way', async () => {
    const plane = await controlPlane(HEALTHY);
    await ask(plane, CANARY);
    plane.acme.atlan.accept(CANARY);
    const { target, settings } = plane.deps.targets[0]!;
    const slow = {
      ...target,
      setRole: (id: string, role: string, call: Call) => {
        plane.acme.clock.advance(role === '$member' ? 15_000 : 0);
        return target.setRole(id, role, call);
      },
    };
    const deps = { ...plane.deps, targets: [{ target: slow, settings }] };
    const call = { deadline: plane.acme.clock.now() + 20_000 };
    const answer = await operate('doctor', { target: 'atlan-prod', canary: CANARY }, { deps, actor: OPERATOR, call });
    expect(answer).toMatchObject({ kind: 'done', value: { canary: { mayDisable: 'unknown', left: 'reduced' } } });
    expect(plane.acme.atlan.accounts()).toMatchObject([{ state: 'active', role: '$guest' }]);
  });

  it('is told of in the log by its target alone', async () => {
    const plane = await controlPlane(HEALTHY);
    const answer = await ask(plane, CANARY);
    expect(plane.observe.lines.filter(({ event }) => event === 'canary-walked')).toHaveLength(1);
    expect(JSON.stringify([plane.observe.lines, answer])).not.toContain('canary@');
  });

  const account = { id: 'u1', email: CANARY, state: 'active', role: '$member', enabled: true, lastLoginAt: 1 } as const;

  it.each<[string, ControlPlaneSettings, (plane: ControlPlane) => unknown, string]>([
    ['of a foreign domain', {}, () => undefined, 'allowedEmailDomains'],
    [
      'that is a worker’s',
      {},
      ({ acme }) => acme.deliver(lifecycleEvent(1, 'joined', { attributes: { workEmail: CANARY } })),
      'a worker’s',
    ],
    ['that is protected', { target: { protected: { globs: ['canary*'] } } }, () => undefined, 'protected'],
    [
      'while writes are paused',
      {},
      (plane) => plane.tell('pause', { what: 'writes', reason: 'an incident' }),
      'paused',
    ],
    ['under which somebody was there before', {}, ({ acme }) => acme.atlan.put(account), 'no canary made it'],
    ['of an administrator', {}, ({ acme }) => acme.atlan.put({ ...account, role: '$admin' }), 'administrator'],
    [
      'whose account is a worker’s',
      {},
      async ({ acme, deps }) => {
        acme.atlan.put(account);
        await deps.ledger.claims.claim('atlan-prod', 'u1', 'w1');
      },
      'belongs to a worker',
    ],
  ])('is refused an address %s, and nothing is written', async (_case, settings, prepare, says) => {
    const plane = await controlPlane({ ...HEALTHY, ...settings });
    await prepare(plane);
    const before = plane.acme.atlan.accounts();
    const canary = says === 'allowedEmailDomains' ? 'canary@elsewhere.example' : CANARY;
    expect(await plane.ask('doctor', { target: 'atlan-prod', canary })).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining(says),
    });
    expect(plane.acme.atlan.accounts()).toEqual(before);
  });
});

describe('doctor on the installation', () => {
  const AT = { account: 1_000, unreserved: 1_000 };
  const about = async (settings: ControlPlaneSettings, word: string) =>
    (await examined({ ...HEALTHY, ...settings })).findings.filter(({ what }) => what.includes(word));

  it.each([
    ['most accounts', { account: 1_000, unreserved: 940 }, 'ok', '940'],
    ['an account in which others have reserved much', { account: 1_000, unreserved: 90 }, 'warn', '90'],
    ['a new account', { account: 10, unreserved: 10 }, 'wrong', '10'],
  ] as const)('says how many functions run at once in %s', async (_account, concurrency, level, number) => {
    const [finding, ...others] = await about({ installation: { concurrency } }, 'Lambda runs');
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level, what: expect.stringContaining(`Lambda runs ${number} functions`) });
    if (level !== 'ok') expect(finding?.next).toContain('Service Quotas');
  });

  it('warns of runbook documents whose newest version is not the one that is started', async () => {
    const documents = [
      { command: 'status', started: '3', newest: '3' },
      { command: 'hold-approve', started: '2', newest: '3' },
    ];
    const [finding] = await about({ installation: { concurrency: AT, documents } }, 'older version');
    expect(finding).toMatchObject({ level: 'warn', what: expect.stringContaining('hold-approve (newest: 3)') });
    expect(finding?.next).toContain('update-document-default-version');
    expect(await about({ installation: { documents: [] } }, 'no runbook documents')).toHaveLength(1);
  });

  it.each([
    [true, 'ok', 'The ledger is protected'],
    [false, 'warn', 'can be deleted by mistake'],
  ] as const)('says whether the ledger is protected: %s', async (isLedgerProtected, level, word) => {
    const [finding] = await about({ installation: { isLedgerProtected } }, word);
    expect(finding).toMatchObject({ level });
    if (!isLedgerProtected) expect(finding?.because).toContain('--context first=true');
  });

  it('says what AWS does not say, and examines the target all the same', async () => {
    const plane = await controlPlane(HEALTHY);
    const silent = () => Promise.reject(new RetryableError('Lambda did not say it (TimeoutError)'));
    const deps = { ...plane.deps, installation: { ...plane.deps.installation, concurrency: silent } };
    const asking = { deps, actor: OPERATOR, call: { deadline: plane.acme.clock.now() + 20_000 } };
    const answer = await operate('doctor', { target: 'atlan-prod' }, asking);
    expect(answer).toMatchObject({
      kind: 'done',
      value: {
        credential: { id: 'token-1' },
        findings: expect.arrayContaining([
          expect.objectContaining({ level: 'warn', because: 'Lambda did not say it (TimeoutError)' }),
        ]),
      },
    });
  });
});
