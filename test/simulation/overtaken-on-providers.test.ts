import { describe, expect, it } from 'vitest';
import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { recordMessage } from '../../shared/app/provision/record-message.ts';
import { ATLASSIAN } from '../../shared/contracts/config/providers/atlassian.ts';
import { SCIM } from '../../shared/contracts/config/providers/scim.ts';
import { UNLEASH } from '../../shared/contracts/config/providers/unleash.ts';
import { encodeMessage } from '../../shared/contracts/messages.ts';
import { isDisabled } from '../../shared/domain/plan/action.ts';
import type { Target } from '../../shared/ports/target/target.ts';
import { atlassianOnSimulator } from '../support/atlassian.ts';
import { type Between, type Company, company } from '../support/company.ts';
import { converge } from '../support/converge.ts';
import { lifecycleEvent } from '../support/events.ts';
import { ownSettingsOf } from '../support/own-settings.ts';
import { scimOnSimulator } from '../support/scim.ts';
import { unleashOnSimulator } from '../support/unleash.ts';

type Clock = ProvisionDeps['clock'];

/** A provider, and how another process opens its real client on a simulator of its own. */
const CLIENTS = {
  unleash: {
    provider: UNLEASH,
    open: async () => {
      const far = await unleashOnSimulator();
      return {
        [Symbol.asyncDispose]: () => far[Symbol.asyncDispose](),
        client: (clock: Clock): Target => far.another({ name: 'atlan-prod', clock }),
      };
    },
  },
  atlassian: {
    provider: ATLASSIAN,
    open: async () => {
      const far = await atlassianOnSimulator();
      return {
        [Symbol.asyncDispose]: () => far[Symbol.asyncDispose](),
        client: (clock: Clock): Target => far.another({}, { name: 'atlan-prod', clock }),
      };
    },
  },
  scim: {
    provider: SCIM,
    open: async () => {
      const far = await scimOnSimulator();
      return {
        [Symbol.asyncDispose]: () => far[Symbol.asyncDispose](),
        client: (clock: Clock): Target => far.another({ name: 'atlan-prod', clock }),
      };
    },
  },
} as const;

/** A target that tells of each call before it is made. */
function told(target: Target, before: (call: string) => Promise<void>): Target {
  const entries = Object.entries(target).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value];
    return [
      name,
      async (...args: readonly unknown[]) => {
        await before(name);
        return Reflect.apply(value, target, args);
      },
    ];
  });
  return { ...target, ...Object.fromEntries(entries) };
}

const wide = { leavers: { min: 9_999 }, removals: { min: 9_999 }, grants: { min: 9_999 } };
const email = (n: number) => `p${n}@example.com`;
const joins = (n: number) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department: 'Data' },
  });
const leaves = (n: number) => lifecycleEvent(n + 1_000, 'left', { sourceKey: `hr:${n}`, date: '2026-03-01' });

/** A company on a real client. Before its joiner `n` makes their call `n`, another process takes their `left` in and acts on it. */
async function companyOn(name: keyof typeof CLIENTS) {
  const { open, provider } = CLIENTS[name];
  const { client, [Symbol.asyncDispose]: close } = await open();
  let acme: Company | undefined;
  let joiner = 0;
  let calls: string[] = [];
  const before = async (call: string) => {
    calls.push(call);
    if (calls.length !== joiner || !acme) return;
    const { deps, clock } = acme;
    const event = leaves(joiner);
    const message = { body: encodeMessage({ kind: 'event', event, delivery: 'd' }), group: event.sourceKey };
    const key = await recordMessage(message, deps);
    const targets = deps.targets.map(({ settings }) => ({ settings, target: client(clock) }));
    await converge([key], { ...deps, targets }, { call: { deadline: clock.now() + 120_000 }, world: acme });
  };
  const between: Between = {
    begin: () => {},
    isKilled: () => false,
    wrap: (deps) => ({
      ...deps,
      targets: deps.targets.map(({ settings }) => ({ settings, target: told(client(deps.clock), before) })),
    }),
  };
  const target = { ...ownSettingsOf(name), limits: wide };
  acme = await company({ between, provider: { name, ...provider }, target });
  const { clock } = acme;
  const world = acme;
  return {
    /** The calls of a joiner until all has come to rest; undefined behind the last one, where none is left to overtake. */
    play: async (n: number) => {
      joiner = n;
      calls = [];
      await world.deliver(joins(n));
      if (calls.length < n) return undefined;
      const made = calls[n - 1];
      for (let minute = 0; minute < 3; minute++) {
        clock.advance(61_000);
        await world.tick(2);
      }
      return made;
    },
    isOver: async (n: number) => {
      const seen = await client(clock).findByEmails([email(n)], { deadline: clock.now() + 60_000 });
      const sighting = seen.kind === 'done' ? seen.value.get(email(n)) : undefined;
      return sighting?.kind === 'absent' || (sighting?.kind === 'present' && isDisabled(sighting.account));
    },
    [Symbol.asyncDispose]: close,
  };
}

describe.each(['unleash', 'atlassian', 'scim'] as const)('a leaver whose event is taken in on %s', (name) => {
  it('between any two calls for a joiner ends without access', { timeout: 120_000 }, async () => {
    await using far = await companyOn(name);
    await far.play(0);
    expect(await far.isOver(0), 'who is not overtaken has access').toBe(false);
    const made: string[] = [];
    for (let n = 1; n < 50; n++) {
      const call = await far.play(n);
      if (call === undefined) break;
      made.push(call);
      expect(await far.isOver(n), `before call ${n}, ${call}`).toBe(true);
    }
    expect(made).toEqual(expect.arrayContaining(['findByEmails', 'invite', 'addToGroups', 'groupsOf']));
    expect(await far.isOver(made.length + 1), 'nor who is not overtaken any more').toBe(false);
  });
});
