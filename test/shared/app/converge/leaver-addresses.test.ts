import { describe, expect, it } from 'vitest';

import type { Account } from '../../../../shared/domain/account/account.ts';
import { type Company, type CompanySettings, company, withTargets } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';
import { polling } from '../poll/polling.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const left = lifecycleEvent(9, 'left', { date: '2026-03-01' });
const stranger = (more: Partial<Account> = {}): Account => ({
  id: 'x',
  email: 'ada@example.com',
  state: 'active',
  enabled: true,
  role: '$member',
  emailVerified: true,
  lastLoginAt: 1,
  ...more,
});
const bob = lifecycleEvent(2, 'joined', {
  sourceKey: 'hr:2',
  attributes: { ...ada, workEmail: 'bob@example.com' },
});

/** Ada works here, has accepted, and then the test goes on. */
async function employed(settings: CompanySettings = {}) {
  const acme = await company(settings);
  await acme.deliver(joined);
  acme.atlan.accept('ada@example.com');
  acme.clock.advance(3_600_000);
  await acme.tick();
  return acme;
}

const keyOf = async ({ deps }: Company, n = 1) => (await deps.ledger.links.workerOf(`hr:${n}`)) ?? '';
async function record(acme: Company, n = 1) {
  return (await acme.deps.ledger.workers.load(await keyOf(acme, n)))?.targets['atlan-prod'];
}
const holds = async ({ deps }: Company) => (await deps.ledger.holds.listOpen(10)).map(({ kind }) => kind);
const told = ({ published }: Company) => published.map(({ type }) => type);
const account = ({ atlan }: Company, id: string) => atlan.accounts().find((one) => one.id === id);

async function hours(acme: Company, count: number) {
  for (let hour = 0; hour < count; hour++) {
    acme.clock.advance(3_600_000);
    await acme.tick();
  }
}

describe('a leaver whose account was deleted and made again by hand', () => {
  it.each([
    ['never', true],
    ['exact-email', false],
  ] as const)(
    'is held and reported for as long as they can sign in (adopt %s, swept between: %s)',
    async (adopt, isSwept) => {
      const acme = await polling({ target: { adopt } });
      await acme.sweep();
      await acme.deliver(joined);
      acme.atlan.accept('ada@example.com');
      await acme.sweep();
      await acme.follow();
      await acme.tick();
      const [first] = acme.atlan.accounts();
      acme.atlan.remove(first!.id);
      acme.atlan.put({ ...first!, id: 'again' });
      if (isSwept) {
        await acme.sweep();
        await acme.follow();
        await acme.tick();
      }
      await acme.deliver(left);
      for (let sweep = 0; sweep < 12 * 24; sweep++) {
        await acme.sweep();
        await acme.follow();
        await acme.tick(2);
      }
      expect(account(acme, 'again')).toMatchObject({ state: 'active' });
      expect(await record(acme)).toMatchObject({ state: 'held', because: expect.stringContaining('again') });
      expect(await holds(acme)).toEqual(['unmanaged-leaver']);
      expect(told(acme)).not.toContain('AccessEnded');
      expect(acme.notices.filter(({ name }) => name === 'leaver-not-ended').length).toBeGreaterThanOrEqual(23);

      acme.atlan.put({ ...first!, id: 'again', state: 'disabled', enabled: false });
      await hours(acme, 2);
      expect(await record(acme)).toMatchObject({ state: 'converged', because: 'Access ended', foreign: ['again'] });
      expect(told(acme)).toContain('AccessEnded');
    },
  );
});

describe('an account that answers to an address of a leaver and is not ours', () => {
  it('is a hold, also at an address that HR has replaced since', async () => {
    const acme = await employed();
    await acme.deliver(
      lifecycleEvent(3, 'moved', { date: '2026-03-02', attributes: { workEmail: 'ada.byron@example.com' } }),
    );
    const [own] = acme.atlan.accounts();
    acme.atlan.put({ ...own!, email: 'ada.byron@example.com' });
    acme.atlan.put(stranger());
    await acme.deliver(left);
    expect(account(acme, own!.id)).toMatchObject({ state: 'disabled' });
    expect(account(acme, 'x')).toMatchObject({ state: 'active' });
    expect(await holds(acme)).toEqual(['unmanaged-leaver']);
    expect(told(acme)).not.toContain('AccessEnded');
  });

  it('is remembered where it cannot sign in, and found by its id once it can, whatever its address is by then', async () => {
    const acme = await employed({ target: { adopt: 'never' } });
    const [own] = acme.atlan.accounts();
    acme.atlan.put({ ...own!, email: undefined });
    acme.atlan.put(stranger({ state: 'disabled', enabled: false }));
    await acme.deliver(left);
    expect(await record(acme)).toMatchObject({ state: 'converged', foreign: ['x'] });
    acme.atlan.put(stranger({ email: 'somebody@example.com' }));
    const worker = (await acme.deps.ledger.workers.load(await keyOf(acme)))!;
    await acme.deps.ledger.workers.commit({ ...worker, due: { at: acme.clock.now(), class: 'ending' } });
    await acme.tick();
    expect(await record(acme)).toMatchObject({ state: 'held' });
    expect((await record(acme))?.overAt).toBeUndefined();
    expect(await holds(acme)).toEqual(['unmanaged-leaver']);
  });

  it('is forgotten when it is gone, and when its worker comes back', async () => {
    const acme = await employed({ target: { adopt: 'never' } });
    acme.atlan.put({ ...acme.atlan.accounts()[0]!, email: undefined });
    acme.atlan.put(stranger({ state: 'disabled', enabled: false }));
    await acme.deliver(left);
    expect((await record(acme))?.foreign).toEqual(['x']);
    await acme.deliver(lifecycleEvent(10, 'rehired', { date: '2026-03-02' }));
    expect(await record(acme)).not.toHaveProperty('foreign');
    expect(await record(acme)).not.toHaveProperty('overAt');
  });

  it('stays a hold of its own kind where it is protected, until it is disabled by hand', async () => {
    const acme = await employed({ target: { protected: { ids: ['x'] } } });
    acme.atlan.put({ ...acme.atlan.accounts()[0]!, email: undefined });
    acme.atlan.put(stranger());
    await acme.deliver(left);
    expect(await holds(acme)).toEqual(['protected']);
    acme.atlan.put(stranger({ state: 'disabled', enabled: false }));
    await hours(acme, 1);
    expect(await record(acme)).toMatchObject({ state: 'converged', because: 'Access ended' });
  });

  it('does not stop an invitation of theirs from being ended as soon as it is accepted', async () => {
    const acme = await company();
    await acme.deliver(joined);
    acme.atlan.put(stranger({ email: 'ada.byron@example.com' }));
    await acme.deliver(
      lifecycleEvent(3, 'moved', { date: '2026-03-02', attributes: { workEmail: 'ada.byron@example.com' } }),
      left,
    );
    expect(await record(acme)).toMatchObject({ state: 'held', pendingDisable: true });
    acme.atlan.accept('ada@example.com');
    acme.clock.advance(60_000);
    await acme.tick(1);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled', 'active']);
    expect(await record(acme)).toMatchObject({ state: 'held' });
    expect(await record(acme)).not.toHaveProperty('pendingDisable');
  });

  it('is waited for every minute while the target does not show whether there is one', async () => {
    let isHidden = false;
    const acme = await employed({
      between: withTargets((target) => ({
        findByEmails: async (emails, call) =>
          isHidden
            ? { kind: 'done', value: new Map(emails.map((email) => [email, { kind: 'unknown' } as const])) }
            : target.findByEmails(emails, call),
      })),
    });
    isHidden = true;
    await acme.deliver(left);
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
    expect(await record(acme)).toMatchObject({
      state: 'waiting',
      because: expect.stringContaining('another account'),
    });
    expect(told(acme)).not.toContain('AccessEnded');
    isHidden = false;
    acme.clock.advance(60_000);
    await acme.tick();
    expect(await record(acme)).toMatchObject({ state: 'converged', because: 'Access ended' });
    expect(told(acme)).toContain('AccessEnded');
  });
});

describe('an account that is another worker’s', () => {
  it('is a hold that an operator decides either way, and never written', async () => {
    for (const verdict of ['approved', 'rejected'] as const) {
      const acme = await employed();
      await acme.deliver(bob);
      acme.atlan.accept('bob@example.com');
      const [own, bobs] = acme.atlan.accounts();
      acme.atlan.put({ ...own!, email: undefined });
      acme.atlan.put({ ...bobs!, email: 'ada@example.com' });
      await acme.deliver(left);
      expect(account(acme, bobs!.id)).toMatchObject({ enabled: true, role: '$member' });
      expect(account(acme, own!.id)).toMatchObject({ state: 'disabled' });
      expect(await record(acme)).toMatchObject({ state: 'held', overAt: expect.any(Number) });
      expect((await record(acme))?.because).not.toContain('example.com');
      expect(told(acme)).toContain('AccessEnded');
      const [hold] = await acme.deps.ledger.holds.listOpen(10);
      expect(hold?.kind).toBe('identity');

      await acme.deps.ledger.holds.decide(hold!.id, { verdict, actor: 'ops', reason: 'r', at: acme.clock.now() });
      await hours(acme, 2);
      expect(await record(acme)).toMatchObject({ state: 'converged', because: 'Access ended' });
      // nothing but the daily look is expected
      expect((await acme.deps.ledger.workers.load(await keyOf(acme)))?.due?.class).toBe('rest');
      expect(acme.notices.map(({ name }) => name)).not.toContain('leaver-not-ended');
    }
  });

  it('is one too where HR states its address for another worker now, who is the first, or not', async () => {
    const acme = await employed();
    // another person, of another source key, to whom the address was given
    const key = await keyOf(acme);
    await acme.deliver(bob);
    await acme.deliver(
      lifecycleEvent(4, 'moved', {
        sourceKey: 'hr:2',
        date: '2026-03-02',
        attributes: { workEmail: 'ada@example.com' },
      }),
    );
    expect(await acme.deps.ledger.links.workersByEmail('ada@example.com')).toEqual([key, await keyOf(acme, 2)]);
    acme.atlan.put({ ...acme.atlan.accounts()[0]!, email: undefined });
    acme.atlan.put(stranger());
    await acme.deliver(left);
    expect(account(acme, 'x')).toMatchObject({ enabled: true });
    // one of each of the two workers
    expect(await holds(acme)).toEqual(['identity', 'identity']);

    // who has left has no use for an address: then it is an account that nobody answers for
    await acme.deliver(lifecycleEvent(11, 'left', { sourceKey: 'hr:2', date: '2026-03-01' }));
    await hours(acme, 2);
    expect(await holds(acme)).toContain('unmanaged-leaver');
    expect(await record(acme)).not.toHaveProperty('overAt');
  });
});

describe('the search by address', () => {
  it('costs a batch of ten leavers one request', async () => {
    const asked: (readonly string[])[] = [];
    const acme = await company({
      target: { limits: { grants: { min: 100 }, leavers: { min: 100 }, removals: { min: 100 } } },
      between: withTargets((target) => ({
        findByEmails: (emails, call) => {
          asked.push(emails);
          return target.findByEmails(emails, call);
        },
      })),
    });
    const numbers = Array.from({ length: 10 }, (_, n) => n);
    const email = (n: number) => `p${n}@example.com`;
    await acme.deliver(
      ...numbers.map((n) =>
        lifecycleEvent(n, 'joined', { sourceKey: `hr:${n}`, attributes: { ...ada, workEmail: email(n) } }),
      ),
    );
    for (const n of numbers) acme.atlan.accept(email(n));
    asked.length = 0;
    await acme.deliver(
      ...numbers.map((n) => lifecycleEvent(100 + n, 'left', { sourceKey: `hr:${n}`, date: '2026-03-01' })),
    );
    expect(acme.atlan.accounts().every(({ state }) => state === 'disabled')).toBe(true);
    expect(asked.map((emails) => emails.length)).toEqual([10]);
  });
});
