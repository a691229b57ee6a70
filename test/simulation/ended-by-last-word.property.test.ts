import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Account } from '../../shared/domain/account/account.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { concernsEnding, isTransferHeld } from '../../shared/domain/worker/hold.ts';
import { controlPlane } from '../shared/app/operate/control-plane.ts';
import { lifecycleEvent } from '../support/events.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What HR says of one person, under one of three ids. */
const word = fc.record({
  what: fc.constant('HR says'),
  sourceKey: fc.constantFrom('hr:1', 'hr:1', 'hr:2', 'payroll:1'),
  kind: fc.constantFrom('joined', 'left', 'rehired', 'moved', 'identity_changed', 'leave_started', 'leave_ended'),
  phase: fc.constantFrom('scheduled', 'effective', 'corrected', 'cancelled'),
  day: fc.integer({ min: -8, max: 12 }),
  isAtOnce: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
  workEmail: fc.constantFrom('ada@example.com', 'ada@example.com', 'ada.new@example.com', undefined),
  workerType: fc.constantFrom('employee', 'employee', 'guest', undefined),
} as const);
type Word = ReturnType<(typeof word)['generate']>['value'];

const step = fc.oneof(
  { weight: 6, arbitrary: word },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('hours pass'), hours: fc.integer({ min: 1, max: 80 }) } as const),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('an operator decides'),
      isApproved: fc.boolean(),
      isKept: fc.boolean(),
    } as const),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('every invitation is accepted') } as const) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constantFrom('an administrator enables', 'an administrator invites', 'an administrator deletes'),
    } as const),
  },
);
type Step = Word | Exclude<ReturnType<(typeof step)['generate']>['value'], Word>;

const canSignIn = ({ state }: Account): boolean => state !== 'disabled' && state !== 'invited';

/** One person's life in a company, with those who edit the tenant by hand and decide holds. */
async function life() {
  const plane = await controlPlane({ connections: ['payroll'] });
  const { acme } = plane;
  const { holds } = acme.deps.ledger;
  const said = { keys: new Set<string>(), addresses: new Set<string>(), count: 0 };

  async function say({ sourceKey, kind, phase, day, isAtOnce, workEmail, workerType }: Omit<Word, 'what'>) {
    said.count++;
    said.keys.add(sourceKey);
    if (workEmail) said.addresses.add(workEmail);
    const occurredAt = acme.clock.now() + said.count;
    const attributes = {
      ...(workEmail && { workEmail }),
      ...(workerType && { workerType }),
      employeeNumber: 'E1',
      displayName: 'Ada Example',
    };
    const date = new Date(occurredAt + day * DAY_MS).toISOString().slice(0, 10);
    const event: LifecycleEvent = lifecycleEvent(said.count, kind, { phase, date, occurredAt, sourceKey, attributes });
    await acme.deliver({
      ...event,
      order: `${String(occurredAt).padStart(16, '0')} ${event.id}`,
      effective: event.effective && { ...event.effective, immediate: kind === 'left' && isAtOnce },
    });
  }
  async function pass(ms: number) {
    acme.clock.advance(ms);
    await acme.tick(6);
  }
  async function decide({ isApproved, isKept }: { readonly isApproved: boolean; readonly isKept: boolean }) {
    const [hold] = await holds.listOpen(5);
    if (!hold) return;
    const until = new Date(acme.clock.now() + 5 * DAY_MS).toISOString().slice(0, 10);
    const instead = isKept ? { instead: 'access-kept', until } : { instead: 'by-hand' };
    const said = { hold: hold.id, reason: 'r' };
    const answer = isApproved
      ? await plane.ask('hold approve', said)
      : await plane.ask('hold reject', { ...said, ...(hold.ending && instead) });
    if (answer.kind === 'done') await plane.provision();
  }
  function accept() {
    for (const { email, state } of acme.atlan.accounts()) if (state === 'invited' && email) acme.atlan.accept(email);
  }
  async function take(one: Step) {
    const all = acme.atlan.accounts();
    if (one.what === 'HR says') await say(one);
    if (one.what === 'hours pass') await pass(one.hours * HOUR_MS);
    if (one.what === 'an operator decides') await decide(one);
    if (one.what === 'every invitation is accepted') accept();
    if (one.what === 'an administrator enables')
      for (const account of all)
        if (account.state === 'disabled') acme.atlan.put({ ...account, enabled: true, state: 'active' });
    if (one.what === 'an administrator invites')
      acme.atlan.put({
        id: `by-hand-${said.count}`,
        email: 'ada@example.com',
        state: 'active',
        enabled: true,
        role: '$member',
      });
    if (one.what === 'an administrator deletes') for (const { id } of all.slice(0, 1)) acme.atlan.remove(id);
  }
  return { acme, holds, said, say, pass, accept, take };
}

const JOINED = {
  sourceKey: 'hr:1',
  kind: 'joined',
  phase: 'effective',
  day: -5,
  isAtOnce: false,
  workEmail: 'ada@example.com',
  workerType: 'employee',
} as const;

/** Whatever happened, HR says at the end under every id that the person left; then two weeks pass. Answers who can still sign in, and who knows. */
async function ended(steps: readonly Step[]) {
  const { acme, holds, said, say, pass, accept, take } = await life();
  await say(JOINED);
  accept();
  for (const one of steps) await take(one);
  // every day that was announced has come by then
  for (let day = 0; day < 15; day++) await pass(DAY_MS);
  accept();
  const left = {
    kind: 'left',
    phase: 'effective',
    day: -1,
    isAtOnce: false,
    workEmail: undefined,
    workerType: undefined,
  } as const;
  for (const sourceKey of said.keys) await say({ ...left, sourceKey: sourceKey as Word['sourceKey'] });
  for (let day = 0; day < 14; day++) {
    if (day === 6) accept();
    if (day === 13) acme.notices.length = 0;
    await pass(DAY_MS);
  }
  const alive = acme.atlan.accounts().filter((one) => canSignIn(one) && said.addresses.has(one.email ?? ''));
  const open = (await holds.listOpen(9)).filter((hold) => concernsEnding(hold) || isTransferHeld(hold));
  const byHand = await holds.listLeftToPersons(9);
  const alarmed = acme.notices.filter(({ name }) => name.startsWith('leaver-'));
  return { alive, isKnown: open.length + byHand.length + alarmed.length > 0, deadLetters: acme.deadLetters };
}

describe('a person of whom HR says at the end, under every id, that they left', () => {
  it('cannot sign in, or a person knows, whatever HR, administrators and operators did before', {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 20 }), async (steps) => {
        const { alive, isKnown, deadLetters } = await ended(steps);
        expect(deadLetters).toEqual([]);
        expect(alive.length === 0 || isKnown, 'an account can sign in, and no one was told').toBe(true);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
