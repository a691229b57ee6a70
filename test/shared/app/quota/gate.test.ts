import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { closedUntil, closeGate } from '../../../../shared/app/quota/gate.ts';
import { LONGEST_WAIT_MS, type Wait, type WaitCause } from '../../../../shared/domain/outcome.ts';
import { type Company, company, withTargets } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const TARGET = 'atlan-prod';
const MINUTE_MS = 60_000;
const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Sales' };

const refused = (retryAt?: number, cause: WaitCause = 'rate-limited'): Wait => ({
  kind: 'wait',
  cause,
  because: 'refused',
  ...(retryAt !== undefined && { retryAt }),
});
const pass = async ({ deps }: Company, isEnding = false) => (await closedUntil(TARGET, deps, isEnding)) === undefined;

describe('closing a gate', () => {
  it('closes it for as long as the target asks', async () => {
    const acme = await company();
    const at = acme.clock.now() + 4 * MINUTE_MS;
    expect(await closeGate(TARGET, refused(at), acme.deps)).toBe(at);
    expect(await closedUntil(TARGET, acme.deps)).toEqual({ at, because: 'refused' });
  });

  it('closes it for five minutes where the target asks for ten', async () => {
    const acme = await company();
    const now = acme.clock.now();
    expect(await closeGate(TARGET, refused(now + 10 * MINUTE_MS), acme.deps)).toBe(now + 5 * MINUTE_MS);
    expect(await closedUntil(TARGET, acme.deps)).toMatchObject({ at: now + 5 * MINUTE_MS });
  });

  it('closes it from one minute to five, whatever an adapter says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.double(), fc.integer()), async (retryIn) => {
        const acme = await company();
        const now = acme.clock.now();
        const until = await closeGate(TARGET, refused(now + retryIn), acme.deps);
        expect(until).toBeGreaterThanOrEqual(now + MINUTE_MS);
        expect(until).toBeLessThanOrEqual(now + LONGEST_WAIT_MS);
        expect(await acme.deps.ledger.gates.read(TARGET)).toMatchObject({ closedUntil: until });
      }),
    );
  });

  it('answers the later end where it was closed for longer already', async () => {
    const acme = await company();
    const now = acme.clock.now();
    await closeGate(TARGET, refused(now + 5 * MINUTE_MS), acme.deps);
    expect(await closeGate(TARGET, refused(), acme.deps)).toBe(now + 5 * MINUTE_MS);
  });

  it('leaves it as it is when only one kind of call has to wait, and says until when', async () => {
    const acme = await company();
    const now = acme.clock.now();
    expect(await closeGate(TARGET, refused(now + 5_000, 'paced'), acme.deps)).toBe(now + 5_000);
    expect(await closeGate(TARGET, refused(now + 60 * MINUTE_MS, 'paced'), acme.deps)).toBe(now + LONGEST_WAIT_MS);
    expect(await closeGate(TARGET, refused(undefined, 'paced'), acme.deps)).toBe(now + MINUTE_MS);
    expect(await pass(acme)).toBe(true);
    expect(acme.notices).toEqual([]);
  });

  it('leaves it as it is when only the time of the caller was short', async () => {
    const acme = await company();
    await closeGate(TARGET, refused(undefined, 'deadline'), acme.deps);
    expect(await pass(acme)).toBe(true);
    expect(acme.notices).toEqual([]);
  });
});

describe('a gate that an older version closed for a day', () => {
  it('lets a request through five minutes after the first look', async () => {
    const acme = await company();
    const { clock, deps } = acme;
    const now = clock.now();
    const gate = { target: TARGET, cause: 'rate-limited', because: 'old', closedAt: now - 1 } as const;
    await deps.ledger.gates.close({ ...gate, closedUntil: now + 86_400_000 });
    expect(await closedUntil(TARGET, deps, true)).toEqual({ at: now + LONGEST_WAIT_MS, because: 'old' });
    clock.advance(LONGEST_WAIT_MS - 1);
    expect(await pass(acme, true)).toBe(false);
    clock.advance(1);
    expect(await pass(acme)).toBe(true);
  });

  it('answers a new closing with no later time than five minutes from now', async () => {
    const acme = await company();
    const now = acme.clock.now();
    const gate = { target: TARGET, cause: 'rate-limited', because: 'old', closedAt: now - 1 } as const;
    await acme.deps.ledger.gates.close({ ...gate, closedUntil: now + 86_400_000 });
    expect(await closeGate(TARGET, refused(), acme.deps)).toBe(now + LONGEST_WAIT_MS);
  });
});

describe('a gate whose time is over', () => {
  /** Closed for a minute, which has passed. */
  async function halfOpen() {
    const acme = await company();
    await closeGate(TARGET, refused(), acme.deps);
    acme.clock.advance(MINUTE_MS);
    return acme;
  }

  it('lets one of many processes through', async () => {
    const acme = await halfOpen();
    const passed = await Promise.all(Array.from({ length: 20 }, () => pass(acme)));
    expect(passed.filter(Boolean)).toHaveLength(1);
    expect(await pass(acme)).toBe(false);
  });

  it('lets the next through half a minute later when the one never came back', async () => {
    const acme = await halfOpen();
    await pass(acme);
    acme.clock.advance(29_999);
    expect(await pass(acme)).toBe(false);
    acme.clock.advance(1);
    expect(await pass(acme)).toBe(true);
  });

  it('sends one ending beside the trial request of another worker, once a trial', async () => {
    const acme = await halfOpen();
    expect(await pass(acme)).toBe(true);
    expect(await pass(acme)).toBe(false);
    expect(await pass(acme, true)).toBe(true);
    expect(await pass(acme, true)).toBe(false);
  });

  it('lets an ending through that many others race for the trial', async () => {
    const acme = await halfOpen();
    const others = Promise.all(Array.from({ length: 20 }, () => pass(acme)));
    expect(await pass(acme, true)).toBe(true);
    expect((await others).filter(Boolean)).toHaveLength(1);
  });

  it('lets no ending through once the trial was refused', async () => {
    const acme = await halfOpen();
    await pass(acme);
    const until = await closeGate(TARGET, refused(), acme.deps);
    expect(await closedUntil(TARGET, acme.deps, true)).toMatchObject({ at: until });
  });

  it('is closed since the first time, and says when it was tried', async () => {
    const acme = await halfOpen();
    const { gates } = acme.deps.ledger;
    const first = await gates.read(TARGET);
    await pass(acme);
    const triedAt = acme.clock.now();
    acme.clock.advance(1_000);
    await closeGate(TARGET, refused(), acme.deps);
    expect(await gates.read(TARGET)).toMatchObject({
      closedAt: first?.closedAt,
      triedAt,
      closedUntil: triedAt + 61_000,
    });
  });

  it('stays closed where the one that was let through had nothing to ask', async () => {
    const acme = await halfOpen();
    await acme.deps.identities(acme.atlan, { deadline: acme.clock.now() + 1_000 });
    const nobody = { workEmail: 'carl@example.com', workerType: 'contractor', department: 'Sales' };
    await acme.deliver(lifecycleEvent(5, 'joined', { sourceKey: 'hr:5', attributes: nobody }));
    expect(await acme.deps.ledger.gates.read(TARGET)).toMatchObject({ cause: 'rate-limited' });
  });

  it('is not opened by an answer to what was asked before another process was refused', async () => {
    const between = withTargets((target) => ({
      findByEmails: async (emails, call) => {
        const answer = await target.findByEmails(emails, call);
        acme.clock.advance(10);
        await closeGate(TARGET, refused(), acme.deps);
        return answer;
      },
    }));
    const acme: Company = await company({ between });
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
    expect(await acme.deps.ledger.gates.read(TARGET)).toMatchObject({ cause: 'rate-limited' });
  });
});
