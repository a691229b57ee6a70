import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { intentFor } from '../../shared/app/converge/want/intent.ts';
import { wantedFor } from '../../shared/app/converge/wanted-for.ts';
import { operate } from '../../shared/app/operate/operate.ts';
import { KINDS, type LifecycleEvent, PHASES } from '../../shared/domain/event/lifecycle-event.ts';
import { standingAt } from '../../shared/domain/worker/standing.ts';
import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { operateOutside } from '../support/operate-outside.ts';
import { joined } from './scenarios.ts';
import { recordWrites, whatHappened } from './what-happened.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee' };

/** Whatever HR may say of Ada: under her source key, or as a new worker with her e-mail. */
const anyEvent: fc.Arbitrary<LifecycleEvent> = fc
  .record({
    n: fc.integer({ min: 10, max: 60 }),
    kind: fc.constantFrom(...KINDS),
    phase: fc.constantFrom(...PHASES),
    sourceKey: fc.constantFrom('hr:1', 'hr:7'),
    day: fc.integer({ min: 1, max: 20 }),
    department: fc.constantFrom('Data', 'Sales'),
    supersedes: fc.option(fc.constantFrom('evt_1', 'evt_11', 'evt_12'), { nil: undefined }),
  })
  .map(({ n, kind, phase, sourceKey, day, department, supersedes }) =>
    lifecycleEvent(n, kind, {
      phase,
      sourceKey,
      date: `2026-03-${String(day).padStart(2, '0')}`,
      attributes: { ...ada, department },
      ...(supersedes !== undefined && { supersedes }),
    }),
  );
const events = fc.uniqueArray(anyEvent, { selector: ({ id }) => id, minLength: 1, maxLength: 8 });

/** Ada has joined, accepted and been disabled. */
async function disabled() {
  const acme = await company();
  await acme.deliver(joined);
  acme.atlan.accept('ada@example.com');
  const deps = { ...acme.deps, ...operateOutside(), operators: {}, queue: memoryQueue(), observe: memoryObserve() };
  const ask = (command: string, input: object) =>
    operate(command, input, { deps, actor: 'ops', call: { deadline: acme.clock.now() + 20_000 } });
  const answer = await ask('disable', { source: 'hr:1', reason: 'r' });
  if (answer.kind !== 'done') throw new Error(answer.because);
  const key = (await acme.deps.ledger.links.workerOf('hr:1')) ?? '';
  const overrideId = (await acme.deps.ledger.workers.load(key))?.overrides[0]?.id ?? '';
  return { acme, key, lift: () => ask('override lift', { override: overrideId, reason: 'r' }) };
}

/** What policy makes of Ada now. */
async function intentOf({ deps, clock }: Company, key: string) {
  const worker = await deps.ledger.workers.load(key);
  const [setup] = deps.targets;
  if (!worker || !setup) throw new Error('nobody to ask about');
  const at = clock.now();
  const standing = standingAt(worker.engagements, worker.overrides, at);
  const question = { worker, standing, setup, policy: deps.policy, at };
  return { wanted: wantedFor(question), intent: intentFor(question, wantedFor(question), { idOf: () => 'g' }) };
}

/** Whom HR names by her address alone is asked about, and has nothing meanwhile. */
async function expectNoOtherAccess({ deps: { ledger } }: Company, sourceKey: string, key: string) {
  const linked = (await ledger.links.workerOf(sourceKey)) ?? '';
  if (linked === key) return;
  expect((await ledger.workers.load(linked))?.targets['atlan-prod']?.accounts).toEqual([]);
}

describe('a worker whom an operator disabled', () => {
  it('is never to have access again by anything HR says, until it is lifted', { timeout: 900_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.integer({ min: 0, max: 30 }), async (said, days) => {
        const { acme, key } = await disabled();
        const writes = recordWrites(acme);
        for (const event of said) {
          await acme.deliver(event);
          await expectNoOtherAccess(acme, event.sourceKey, key);
          acme.clock.advance(Math.floor((days * 86_400_000) / said.length));
          await acme.tick(3);
          expect(await intentOf(acme, key)).toMatchObject({ wanted: undefined, intent: { kind: 'end' } });
          expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled']);
        }
        acme.clock.advance(120_000);
        await acme.tick(3);
        // nothing was written since the operator's override, and no difference was reported
        const happened = await whatHappened(acme, writes);
        expect(happened.writes).toEqual([]);
        expect(happened.holds.filter((one) => !one.startsWith('hr:7 '))).toEqual([]);
        expect(happened.published).toEqual({ 'ada@example.com': ['InvitationSent', 'AccessEnded'] });
      }),
      { numRuns: 100 },
    );
  });

  it('has the access HR’s facts give once it is lifted', async () => {
    const { acme, key, lift } = await disabled();
    await acme.deliver(lifecycleEvent(10, 'rehired', { sourceKey: 'hr:7', date: '2026-03-02', attributes: ada }));
    expect((await lift()).kind).toBe('done');
    expect((await intentOf(acme, key)).intent.kind).toBe('grant');
    await acme.tick();
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['active']);
  });
});
