import { beforeEach, describe, expect, it } from 'vitest';

import type { PollDeps } from '../../../../../shared/app/poll/deps.ts';
import type { NotDone } from '../../../../../shared/domain/outcome.ts';
import type { LoggedEvent } from '../../../../../shared/ports/target/event-feed.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type Polling, person, polling, withTarget } from '../polling.ts';

const TARGET = 'atlan-prod';
const ada = { workEmail: 'ada@example.com', workerType: 'employee' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const left = lifecycleEvent(2, 'left', { date: '2026-03-01' });

/** A company that sweeps once an hour and reads the target's log at every tick; swept once, and what the log said so far was looked at. */
async function watching(settings: Record<string, unknown> = {}): Promise<Polling> {
  const acme = await polling({ target: { eventFeed: 'watch', sweepMinutes: 60, ...settings } }, 100);
  for (let n = 0; n < 3; n++) acme.atlan.put(person(n));
  await acme.minute();
  await acme.minute();
  await acme.minute();
  return acme;
}

/** The company, and how often the target was asked for something since. */
function counted(acme: Polling) {
  const asked: string[] = [];
  const between = withTarget((target) => ({
    eventFeed: {
      since: (at, call) => {
        asked.push('events');
        return target.eventFeed!.since(at, call);
      },
    },
    findByIds: (ids, call) => {
      asked.push(`accounts ${ids.length}`);
      return target.findByIds(ids, call);
    },
    listAccounts: (cursor, call) => {
      asked.push('list');
      return target.listAccounts(cursor, call);
    },
  }));
  return { asked, minute: () => acme.minute(between) };
}

const types = (acme: Polling) => acme.heard().map(({ type }) => type);

describe('a leaver whom a person lets in again, between two sweeps', () => {
  let acme: Polling;
  beforeEach(async () => {
    acme = await watching();
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    await acme.deliver(left);
    // what came of that is in the log too
    await acme.minute();
    await acme.minute();
    const account = acme.atlan.accounts().find(({ email }) => email === 'ada@example.com')!;
    expect(account.state).toBe('disabled');
    acme.atlan.put({ ...account, state: 'active', enabled: true });
  });

  it('is reported with the next tick, and disabled', async () => {
    await acme.minute();
    expect(acme.observe.counts['LeaverActiveAgain']).toBe(1);
    expect(acme.heard().at(-1)).toMatchObject({ type: 'DriftDetected', detail: { leaver: true } });
    await acme.follow();
    expect(acme.atlan.accounts().find(({ email }) => email === 'ada@example.com')?.state).toBe('disabled');
  });

  it('is reported again when it happens again before the next sweep', async () => {
    await acme.minute();
    await acme.follow();
    await acme.minute();
    const account = acme.atlan.accounts().find(({ email }) => email === 'ada@example.com')!;
    acme.atlan.put({ ...account, state: 'active', enabled: true });
    await acme.minute();
    expect(acme.observe.counts['LeaverActiveAgain']).toBe(2);
  });
});

describe('what the log says', () => {
  it('is published with the next tick: an acceptance, a disabled account, a new role', async () => {
    const acme = await watching();
    await acme.deliver(joined);
    await acme.minute();
    acme.atlan.accept('ada@example.com');
    acme.atlan.put(person(1, { enabled: false, state: 'disabled' }));
    acme.atlan.put(person(2, { role: '$guest' }));
    await acme.minute();
    expect(types(acme)).toEqual(expect.arrayContaining(['InvitationAccepted', 'AccountDisabled', 'RoleChanged']));
    const before = acme.heard().length;
    await acme.sweep();
    expect(acme.heard().length).toBe(before);
  });

  it('costs one request while nothing happens, and one more for a hundred accounts', async () => {
    const acme = await watching();
    const { asked, minute } = counted(acme);
    await minute();
    await minute();
    expect(asked).toEqual(['events', 'events']);
    acme.atlan.put(person(0, { role: '$guest' }));
    acme.atlan.put(person(1, { role: '$guest' }));
    await minute();
    await minute();
    await minute();
    expect(asked.slice(2)).toEqual(['events', 'accounts 2', 'events', 'events']);
  });

  it('is not the sign-in of one who can sign in anyway', async () => {
    const acme = await watching();
    const signedIn: LoggedEvent = { accountId: 'u0001', at: acme.clock.now() + 30_000, kind: 'signed-in' };
    let looks = 0;
    await acme.minute(
      withTarget((target) => ({
        eventFeed: { since: async () => ({ kind: 'done', value: { events: [signedIn], isComplete: true } }) },
        findByIds: (ids, call) => {
          looks++;
          return target.findByIds(ids, call);
        },
      })),
    );
    expect(looks).toBe(0);
  });

  it('goes on after an event of the far future', async () => {
    const acme = await watching();
    const future: LoggedEvent = { accountId: 'u0002', at: acme.clock.now() + 10 * 365 * 86_400_000, kind: 'changed' };
    const withFuture = withTarget((target) => ({
      eventFeed: {
        since: async (at, call) => {
          const logged = await target.eventFeed!.since(at, call);
          if (logged.kind !== 'done') return logged;
          return { kind: 'done', value: { ...logged.value, events: [...logged.value.events, future] } };
        },
      },
    }));
    await acme.minute(withFuture);
    acme.atlan.put(person(1, { role: '$guest' }));
    await acme.minute(withFuture);
    expect(types(acme)).toContain('RoleChanged');
  });

  it('that an account is gone is left to the sweep, which proves it', async () => {
    const acme = await watching();
    acme.atlan.remove('u0001');
    await acme.minute();
    expect(types(acme)).not.toContain('AccountRemoved');
    for (let n = 0; n < 60; n++) await acme.minute();
    expect(types(acme)).toContain('AccountRemoved');
  });

  it('does not change what a sweep counts', async () => {
    const acme = await watching();
    acme.atlan.put(person(0, { role: '$guest' }));
    await acme.minute();
    expect((await acme.deps.ledger.checkpoints.load(`sweep:${TARGET}`))?.value).toContain('"seen":3');
  });
});

describe('a log that cannot be read', () => {
  const refusing = (answer: NotDone) => withTarget(() => ({ eventFeed: { since: async () => answer } }));
  const forbidden: NotDone = { kind: 'wait', cause: 'forbidden', because: 'the token may not read events' };

  it.each<NotDone>([
    forbidden,
    { kind: 'wait', cause: 'down', because: 'the gateway knows no such path' },
    { kind: 'refused', reason: 'not-found', because: 'no such path' },
    { kind: 'retryable', because: 'the answer has another format' },
  ])('stops nothing else, and is asked again after a while: $because', async (answer) => {
    const acme = await watching();
    const minute = () => acme.minute(refusing(answer));
    for (let n = 0; n < 10; n++) await minute();
    expect(acme.observe.counts['EventFeedFailed']).toBe(1);
    expect(await acme.deps.ledger.gates.read(TARGET)).toBeUndefined();
    for (let n = 0; n < 10; n++) await minute();
    expect(acme.observe.counts['EventFeedFailed']).toBe(2);
    acme.atlan.put(person(1, { role: '$guest' }));
    for (let n = 0; n < 16; n++) await acme.minute();
    expect(types(acme)).toContain('RoleChanged');
  });

  it.each(['rate-limited', 'credentials'] as const)(
    'closes the gate where every request would fail: %s',
    async (cause) => {
      const acme = await watching();
      await acme.minute(refusing({ kind: 'wait', cause, because: 'no' }));
      expect(await acme.deps.ledger.gates.read(TARGET)).toMatchObject({ cause });
    },
  );

  it('is not asked for while the gate is closed', async () => {
    const acme = await watching();
    const retryAt = acme.clock.now() + 4 * 60_000;
    await acme.minute(refusing({ kind: 'wait', cause: 'rate-limited', because: 'no', retryAt }));
    const { asked, minute } = counted(acme);
    await minute();
    expect(asked).toEqual([]);
  });
});

it.each(['{"schema":2}', 'no JSON'])('a note of another version about the log stops no sweep: %s', async (value) => {
  const acme = await watching();
  const { checkpoints } = acme.deps.ledger;
  const stored = await checkpoints.load(`events:${TARGET}`);
  await checkpoints.save(`events:${TARGET}`, value, stored?.version ?? 0);
  acme.atlan.put(person(1, { role: '$guest' }));
  await acme.minute();
  expect(types(acme)).toContain('RoleChanged');
  await acme.sweep();
  expect(acme.observe.counts['SweepFailed']).toBeUndefined();
});

it('a log is not read where the configuration does not ask for it', async () => {
  const acme = await watching({ eventFeed: undefined });
  const { asked, minute } = counted(acme);
  await minute();
  expect(asked).toEqual([]);
});

it('a tick that ends after the look and before the log is noted reports nothing twice', async () => {
  const acme = await watching();
  acme.atlan.put(person(1, { role: '$guest' }));
  const lost = (deps: PollDeps): PollDeps => ({
    ...deps,
    ledger: {
      ...deps.ledger,
      checkpoints: {
        ...deps.ledger.checkpoints,
        save: (name, value, version) =>
          name === `events:${TARGET}`
            ? Promise.reject(new Error('killed'))
            : deps.ledger.checkpoints.save(name, value, version),
      },
    },
  });
  await expect(acme.minute(lost)).rejects.toThrow('killed');
  await acme.minute();
  expect(types(acme).filter((type) => type === 'RoleChanged')).toHaveLength(1);
});
