import { recordMessage } from '../../shared/app/provision/record-message.ts';
import { ATLASSIAN } from '../../shared/contracts/config/providers/atlassian.ts';
import { SCIM } from '../../shared/contracts/config/providers/scim.ts';
import { UNLEASH } from '../../shared/contracts/config/providers/unleash.ts';
import { encodeMessage } from '../../shared/contracts/messages.ts';
import type { Account } from '../../shared/domain/account/account.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Target } from '../../shared/ports/target/target.ts';
import { atlassianOnSimulator } from '../support/atlassian.ts';
import { SETTINGS } from '../support/atlassian-settings.ts';
import { type Between, type Company, company } from '../support/company.ts';
import { converge } from '../support/converge.ts';
import { scimOnSimulator } from '../support/scim.ts';
import { unleashOnSimulator } from '../support/unleash.ts';
import { interference } from './interference.ts';
import { left } from './scenarios.ts';

/** A simulator, and the real client with which a process opens it. */
interface Far extends AsyncDisposable {
  client(clock: Clock): Target;
}

const name = 'atlan-prod';
/** Providers, what a target of each says of its own, and how a simulator of each is started. */
const PROVIDED = {
  unleash: {
    provider: UNLEASH,
    own: {},
    start: async (): Promise<Far> => {
      const far = await unleashOnSimulator();
      return { client: (clock) => far.another({ name, clock }), [Symbol.asyncDispose]: far[Symbol.asyncDispose] };
    },
  },
  atlassian: {
    provider: ATLASSIAN,
    own: { atlassian: SETTINGS },
    start: async (): Promise<Far> => {
      const far = await atlassianOnSimulator();
      return { client: (clock) => far.another({}, { name, clock }), [Symbol.asyncDispose]: far[Symbol.asyncDispose] };
    },
  },
  scim: {
    provider: SCIM,
    own: {},
    start: async (): Promise<Far> => {
      const far = await scimOnSimulator();
      return { client: (clock) => far.another({ name, clock }), [Symbol.asyncDispose]: far[Symbol.asyncDispose] };
    },
  },
} as const;

/** What HR says of a worker: first what comes to rest, then what their `left` overtakes. */
export interface Story {
  readonly first?: LifecycleEvent;
  readonly overtaken: LifecycleEvent;
}

interface Played {
  /** What `overtaken` asked the target, in order. */
  readonly calls: readonly string[];
  readonly acme: Company;
  /** Every account there is at the end. */
  readonly accounts: readonly Account[];
}

/**
 * Plays a story over a provider's real client until all has come to rest. Before the call `at` to the target that `overtaken` makes, counted
 * from 1, another process takes the worker's `left` in and acts on it.
 */
export async function overtakenOn(
  of: keyof typeof PROVIDED,
  { first, overtaken }: Story,
  at?: number,
): Promise<Played> {
  const { provider, own, start } = PROVIDED[of];
  await using far = await start();
  const onClient: Between['wrap'] = (deps) => ({
    ...deps,
    targets: deps.targets.map(({ settings }) => ({ settings, target: far.client(deps.clock) })),
  });
  const calls: string[] = [];
  let world: Company | undefined;
  const between = interference(undefined, async () => {
    const call = between.calls.at(-1);
    if (world && call?.startsWith('target.') && calls.push(call) === at) await leave(world, onClient);
  });
  const acme = await company({
    between: { ...between, wrap: (deps, changes) => between.wrap(onClient(deps), changes) },
    provider: { name: of, ...provider },
    target: {
      ...own,
      groups: { 'All Staff': { create: true }, 'Data Eng': { create: true }, Agencies: { create: true } },
    },
    rules: [
      {
        name: 'agencies',
        target: name,
        when: { attribute: 'workerType', equals: 'contractor' },
        role: provider.traits.roles[0],
        groups: ['Agencies'],
      },
    ],
  });
  if (first) await acme.deliver(first);
  await rest(acme);
  world = acme;
  await acme.deliver(overtaken);
  world = undefined;
  await rest(acme);
  return { calls, acme, accounts: await accountsOf(far.client(acme.clock), acme.clock.now() + 60_000) };
}

/** Another process takes the leaver's event in, and acts on it. */
async function leave(world: Company, onClient: Between['wrap']): Promise<void> {
  const deps = onClient(world.deps);
  const body = encodeMessage({ kind: 'event', event: left, delivery: 'd' });
  const key = await recordMessage({ body, group: left.sourceKey }, deps);
  await converge([key], deps, { call: { deadline: deps.clock.now() + 120_000 }, world });
}

async function rest(acme: Company): Promise<void> {
  for (let minute = 0; minute < 3; minute++) {
    acme.clock.advance(61_000);
    await acme.tick(2);
  }
}

async function accountsOf(target: Target, deadline: number): Promise<readonly Account[]> {
  const accounts: Account[] = [];
  let cursor: string | undefined;
  do {
    const page = await target.listAccounts(cursor, { deadline });
    if (page.kind !== 'done') throw new Error(`no listing: ${page.because}`);
    accounts.push(...page.value.accounts);
    cursor = page.value.next;
  } while (cursor !== undefined);
  return accounts;
}
