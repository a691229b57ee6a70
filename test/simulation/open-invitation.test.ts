import { describe, expect, it } from 'vitest';

import { recordFacts } from '../../shared/app/provision/record-facts.ts';
import type { NotDone } from '../../shared/domain/outcome.ts';
import type { Invited, Target } from '../../shared/ports/target/target.ts';
import { polling } from '../shared/app/poll/polling.ts';
import { atlanOnSimulator } from '../support/atlan.ts';
import { type Between, type Company, company, withTargets } from '../support/company.ts';
import { converge } from '../support/converge.ts';
import { lifecycleEvent } from '../support/events.ts';
import { interference } from './interference.ts';
import { settle } from './scenarios.ts';

const MINUTE_MS = 60_000;
const email = 'ada@example.com';
const ada = { workEmail: email, workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const left = lifecycleEvent(2, 'left', { date: '2026-03-01' });
const ADOPT = ['exact-email', 'never'] as const;

const keyOf = async ({ deps }: Company) => (await deps.ledger.links.workerOf('hr:1')) ?? '';
const workerOf = async (acme: Company) => acme.deps.ledger.workers.load(await keyOf(acme));
const record = async (acme: Company) => (await workerOf(acme))?.targets['atlan-prod'];
const told = ({ published }: Company) => published.map(({ type }) => type);

/** Minutes that go by, with a check of the workers who are due in each. */
async function minutes(acme: Company, count: number, between: () => Promise<unknown> = async () => undefined) {
  for (let minute = 0; minute < count; minute++) {
    acme.clock.advance(MINUTE_MS);
    await between();
    await acme.tick(1);
  }
}

/** What must hold whatever went wrong: one invitation, ours, told once, and remembered as ours. */
async function expectOurs(acme: Company, where = '') {
  expect((await record(acme))?.accounts, where).toMatchObject([{ how: 'invited' }]);
  expect(
    told(acme).filter((type) => type === 'InvitationSent' || type === 'AccountAdopted'),
    where,
  ).toEqual(['InvitationSent']);
  const receipts = await acme.deps.ledger.receipts.chain(await keyOf(acme));
  const [id] = acme.atlan.accounts().map((account) => account.id);
  const verified = receipts.filter(({ header }) => header.action === 'invite' && header.verdict === 'verified');
  expect(
    verified.map(({ header }) => header.accountId),
    where,
  ).toEqual([id]);
}

/** A target that does not answer looks while it is away. */
const awayWhile = (isAway: () => boolean, inner: Between): Between => {
  const down: NotDone = { kind: 'wait', cause: 'down', because: 'away' };
  const looks = (target: Target): Partial<Target> => ({
    findByIds: async (...args) => (isAway() ? down : target.findByIds(...args)),
    findByEmails: async (...args) => (isAway() ? down : target.findByEmails(...args)),
  });
  return { ...inner, wrap: (deps) => withTargets(looks).wrap(inner.wrap(deps)) };
};

describe.each(ADOPT)('an invitation of ours (adopt %s)', (adopt) => {
  it('is ours whatever call was the last of its process, also when the target is away at the next check', {
    timeout: 900_000,
  }, async () => {
    const clean = interference();
    await (await company({ target: { adopt }, between: clean })).deliver(joined);
    for (const at of clean.cases(['killed after', 'killed before', 'lost answer'])) {
      let [begun, isAway] = [0, false];
      const inner = interference(at);
      // whatever comes back comes back while the target is away
      const begin = () => {
        inner.begin();
        isAway = ++begun > 1;
      };
      const between = awayWhile(() => isAway, { ...inner, begin });
      const acme = await company({ target: { adopt }, between });
      await acme.deliver(joined);
      acme.clock.advance(6 * MINUTE_MS);
      await acme.tick(1);
      begun = Number.NEGATIVE_INFINITY;
      await settle(acme);
      await expectOurs(acme, `${at.mishap} at call ${at.call}, ${at.name}`);
    }
  });

  it.each([30, 90, 400])('is ours, and the only one, where the target shows it after %i seconds', async (seconds) => {
    const sent: string[] = [];
    const born = new Map<string, number>();
    let clock = { now: () => 0 };
    const isHidden = (key: string) => clock.now() < (born.get(key) ?? 0) + seconds * 1_000;
    const acme = await company({
      target: { adopt },
      between: withTargets((target) => ({
        invite: async (invitations, call) => {
          sent.push(...invitations.map((one) => one.email));
          const results = await target.invite(invitations, call);
          for (const key of results.keys()) if (!born.has(key)) born.set(key, clock.now());
          return new Map(
            [...results].map(([key, one]) => [key, isHidden(key) ? { kind: 'done', value: UNSEEN } : one]),
          );
        },
        findByEmails: async (emails, call) => {
          const seen = await target.findByEmails(emails, call);
          if (seen.kind !== 'done') return seen;
          return {
            kind: 'done',
            value: new Map([...seen.value].map(([key, one]) => [key, isHidden(key) ? { kind: 'absent' } : one])),
          };
        },
      })),
    });
    clock = acme.clock;
    await acme.deliver(joined);
    expect(await record(acme)).toMatchObject({
      state: 'waiting',
      because: 'The target does not show the invitation yet',
      lookAt: expect.any(Number),
    });
    expect((await workerOf(acme))?.due?.at).toBeLessThanOrEqual(acme.clock.now() + MINUTE_MS);
    await minutes(acme, 30);
    expect(sent).toEqual([email]);
    await expectOurs(acme);
    expect(acme.notices.map(({ name }) => name)).not.toContain('unverified');
  });

  it('lets a leaver rest neither before it shows nor before it is disabled', async () => {
    let isHidden = true;
    const acme = await company({
      target: { adopt },
      between: withTargets((target) => ({
        invite: async (invitations, call) => {
          await target.invite(invitations, call);
          return new Map(invitations.map((one) => [one.email, { kind: 'done', value: UNSEEN } as const]));
        },
        findByEmails: async (emails, call) =>
          isHidden
            ? { kind: 'done', value: new Map(emails.map((one) => [one, { kind: 'absent' } as const])) }
            : target.findByEmails(emails, call),
      })),
    });
    await acme.deliver(joined);
    await acme.deliver(left);
    expect(await record(acme)).toMatchObject({
      state: 'waiting',
      because: 'The target does not show the invitation yet',
    });
    expect(await record(acme)).not.toHaveProperty('overAt');
    expect(acme.notices.map(({ name }) => name)).toContain('leaver-not-ended');
    await minutes(acme, 5);
    isHidden = false;
    await minutes(acme, 2);
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'invited', role: '$guest' }]);
    acme.atlan.accept(email);
    await minutes(acme, 2);
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
    expect(await record(acme)).toMatchObject({ state: 'converged', accounts: [{ how: 'invited' }] });
    expect(told(acme)).toEqual(['InvitationSent', 'AccessEnded']);
  });

  it('is sent again, and reported, once the target was seen without it after a quarter of an hour', async () => {
    let sent = 0;
    const acme = await company({
      target: { adopt },
      between: withTargets((target) => ({
        invite: async (invitations, call) =>
          sent++ === 0
            ? new Map(invitations.map((one) => [one.email, { kind: 'done', value: UNSEEN } as const]))
            : target.invite(invitations, call),
      })),
    });
    await acme.deliver(joined);
    await minutes(acme, 14);
    expect(sent).toBe(1);
    await minutes(acme, 2);
    expect(sent).toBe(2);
    expect(acme.notices.filter(({ name }) => name === 'unverified')).toHaveLength(1);
    await expectOurs(acme);
  });

  it('is found at the address it went to, when HR states another one before it shows', async () => {
    let isHidden = true;
    const sent: string[] = [];
    const acme = await company({
      target: { adopt },
      between: withTargets((target) => ({
        invite: async (invitations, call) => {
          sent.push(...invitations.map((one) => one.email));
          await target.invite(invitations, call);
          return new Map(invitations.map((one) => [one.email, { kind: 'done', value: UNSEEN } as const]));
        },
        findByEmails: async (emails, call) =>
          isHidden
            ? { kind: 'done', value: new Map(emails.map((one) => [one, { kind: 'absent' } as const])) }
            : target.findByEmails(emails, call),
      })),
    });
    await acme.deliver(joined);
    await acme.deliver(
      lifecycleEvent(3, 'moved', { date: '2026-03-02', attributes: { workEmail: 'ada.byron@example.com' } }),
    );
    await minutes(acme, 3);
    // whom a corrected address invites must not be invited while the first invitation may still show
    expect(sent).toEqual([email]);
    isHidden = false;
    await minutes(acme, 3);
    expect(sent).toEqual([email, 'ada.byron@example.com']);
    expect((await record(acme))?.accounts).toMatchObject([
      { how: 'invited', isMisaddressed: true },
      { how: 'invited', ownedGroups: [expect.any(String), expect.any(String)] },
    ]);
    expect(told(acme)).toEqual(['InvitationSent', 'InvitationSent']);
  });

  it('is one, when two runs of the worker overlap', async () => {
    for (const apart of [0, 2, 5, 8]) {
      const nap = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      let sent = 0;
      const acme = await company({ target: { adopt } });
      const slow = withTargets((target) => ({
        findByEmails: async (...args) => {
          await nap(3);
          return target.findByEmails(...args);
        },
        invite: async (...args) => {
          sent++;
          await nap(5);
          const results = await target.invite(...args);
          await nap(5);
          return results;
        },
        addToGroups: async (...args) => {
          await nap(10);
          return target.addToGroups(...args);
        },
      })).wrap(acme.deps);
      const { workerKey: key } = await recordFacts(joined, acme.deps);
      const call = { deadline: acme.clock.now() + 120_000 };
      await Promise.all([
        converge([key], slow, { call, world: acme }),
        nap(apart).then(() => converge([key], slow, { call, world: acme })),
      ]);
      await settle(acme);
      expect(sent).toBe(1);
      await expectOurs(acme);
    }
  });
});

const UNSEEN: Invited = { how: 'unseen' };

describe('an answer that the user already exists', () => {
  /** The target says `existed` of everybody, whoever made the account. */
  const existed = (more: (target: Target) => Partial<Target> = () => ({})) =>
    withTargets((target) => ({
      invite: async (invitations, call) => {
        const results = await target.invite(invitations, call);
        return new Map(
          [...results].map(([key, one]) => [
            key,
            one.kind === 'done' && one.value.how !== 'unseen'
              ? ({ kind: 'done', value: { how: 'existed', account: one.value.account } } as const)
              : one,
          ]),
        );
      },
      ...more(target),
    }));

  it('makes the account nobody’s of ours where adopt is never, and its intent one that was not done', async () => {
    const acme = await company({ target: { adopt: 'never' }, between: existed() });
    await acme.deliver(joined);
    expect((await record(acme))?.accounts).toEqual([]);
    expect(await record(acme)).toMatchObject({ because: expect.stringContaining('not managed by this system') });
    const receipts = await acme.deps.ledger.receipts.chain(await keyOf(acme));
    expect(receipts.map(({ header }) => header.verdict)).toEqual(['intended', 'not_done']);
  });

  it('is heard once, also where a look by e-mail does not show the account', async () => {
    let sent = 0;
    const acme = await company({
      between: withTargets((target) => ({
        invite: (...args) => {
          sent++;
          return target.invite(...args);
        },
        findByEmails: async (emails) => ({
          kind: 'done',
          value: new Map(emails.map((one) => [one, { kind: 'absent' } as const])),
        }),
      })),
    });
    acme.atlan.put({ id: 'u1', email, state: 'active', enabled: true, role: '$member', lastLoginAt: 1 });
    await acme.deliver(joined);
    expect(sent).toBe(1);
    expect((await record(acme))?.accounts).toMatchObject([{ id: 'u1', how: 'adopted' }]);
  });

  it('is taken over like any account there is where adopt says so', async () => {
    const acme = await company({ between: existed() });
    await acme.deliver(joined);
    expect((await record(acme))?.accounts).toMatchObject([{ how: 'adopted' }]);
  });
});

describe('an acceptance before our first look', () => {
  /** The answer to the invitation is lost, and its person accepts at once. */
  const lostAnswer = (): Between => {
    let isFirst = true;
    return withTargets((target) => ({
      invite: async (invitations, call) => {
        const results = await target.invite(invitations, call);
        if (!isFirst) return results;
        isFirst = false;
        const down: NotDone = { kind: 'wait', cause: 'down', because: 'the answer was lost' };
        return new Map([...results.keys()].map((key) => [key, down]));
      },
    }));
  };
  const ABOUT_INVITATIONS = ['InvitationSent', 'InvitationAccepted', 'AccountAdopted'];

  it.each([
    ['provision looks before poll', false],
    ['poll looks before provision', true],
  ])('is reported once, after the invitation, where %s', async (_name, isPollFirst) => {
    const acme = await polling({ between: lostAnswer() });
    await acme.sweep();
    await acme.deliver(joined);
    acme.atlan.accept(email);
    if (isPollFirst) await acme.sweep();
    acme.clock.advance(2 * MINUTE_MS);
    await acme.tick();
    for (let sweep = 0; sweep < 5; sweep++) {
      await acme.sweep();
      await acme.follow();
      await acme.tick(3);
    }
    const bus = new Map([...acme.published, ...acme.heard()].map((event) => [event.id, event]));
    const about = [...bus.values()].filter(({ type }) => ABOUT_INVITATIONS.includes(type));
    expect(about.map(({ type }) => type)).toEqual(['InvitationSent', 'InvitationAccepted']);
    expect(about.every(({ workerKey }) => workerKey !== undefined)).toBe(true);
    expect((await record(acme))?.accounts).toMatchObject([{ how: 'invited' }]);
    expect(await record(acme)).toMatchObject({ state: 'converged' });
  });
});

describe.each(ADOPT)('on the real client and the simulator, with visibility delayed (adopt %s)', (adopt) => {
  it.each([30, 90, 400])(
    'an invitation that shows after %i seconds is one, and ours',
    { timeout: 900_000 },
    async (seconds) => {
      await using atlan = await atlanOnSimulator({ faults: [{ kind: 'delayed-visibility', ms: seconds * 1_000 }] });
      const acme = await company({
        target: { adopt },
        between: {
          begin: () => {},
          isKilled: () => false,
          wrap: (deps) => ({
            ...deps,
            targets: deps.targets.map(({ settings }) => ({
              settings,
              target: atlan.another({ name: 'atlan-prod', clock: deps.clock }),
            })),
          }),
        },
      });
      await acme.deliver(joined);
      expect(await record(acme)).toMatchObject({ because: 'The target does not show the invitation yet' });
      await minutes(acme, 30, () => atlan.control('POST', 'clock', { advanceMs: MINUTE_MS }));
      const { byEndpoint } = await atlan.control<{ byEndpoint: Record<string, number> }>('GET', 'counters');
      expect(byEndpoint['POST /api/service/users']).toBe(1);
      expect((await record(acme))?.accounts).toMatchObject([{ how: 'invited' }]);
      expect(told(acme)).toEqual(['InvitationSent']);
      await acme.deliver(left);
      await atlan.control('POST', 'accept', { email });
      await minutes(acme, 20, () => atlan.control('POST', 'clock', { advanceMs: MINUTE_MS }));
      const { users } = await atlan.control<{ users: { state: string }[] }>('GET', 'state');
      expect(users).toMatchObject([{ state: 'disabled' }]);
      expect(told(acme)).toEqual(['InvitationSent', 'AccessEnded']);
    },
  );
});
