import { isDisabled } from '../../../domain/plan/action.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import { type LeaverLook, strangersIn } from '../../../domain/worker/access-over.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { Run, RunChange } from '../run.ts';
import { mayBe } from '../want/address-of-another.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'policy'>;

/**
 * Adds to a look at a leaver whose each account is: which other worker has claimed it, and for which other worker HR states the address
 * of one that can sign in now. Costs the target nothing.
 */
export async function askWhose(run: Run, target: string, deps: Deps): Promise<RunChange> {
  const { observed } = run;
  if (!observed?.leaver) return {};
  const strangers = strangersIn(observed);
  const own = observed.managed.flatMap(({ sighting }) =>
    sighting.kind === 'present' && !isDisabled(sighting.account) ? [sighting.account.id] : [],
  );
  const claimedBy = await claimsOf([...own, ...strangers.map(({ account }) => account.id)], { run, target }, deps);
  const open = strangers
    .filter(({ account }) => !claimedBy.has(account.id) && !isDisabled(account))
    .flatMap(({ address }) => address ?? []);
  const leaver: LeaverLook = { ...observed.leaver, claimedBy, statedFor: await statementsOf(open, run, deps) };
  return { observed: { ...observed, leaver } };
}

async function claimsOf(
  accountIds: readonly string[],
  { run, target }: { readonly run: Run; readonly target: string },
  { ledger: { claims } }: Deps,
): Promise<ReadonlyMap<string, string>> {
  const others = new Map<string, string>();
  for (const id of accountIds) {
    const holder = await claims.holderOf(target, id);
    if (holder !== undefined && holder !== run.worker.key) others.set(id, holder);
  }
  return others;
}

/** A worker whose own access has ended has no use for the address: then no worker has it stated. */
async function statementsOf(
  addresses: readonly string[],
  { worker }: Run,
  { ledger: { links, workers }, clock, policy }: Deps,
): Promise<ReadonlyMap<string, string>> {
  const stated = new Map<string, string>();
  for (const address of new Set(addresses)) {
    const all = await links.workersByEmail(address);
    for (const key of all) {
      const other = key === worker.key ? undefined : await workers.load(key);
      if (!other || (all.indexOf(key) > all.indexOf(worker.key) && isInDoubt(other, worker.key))) continue;
      const { kind, workEmail } = standingAt(other.engagements, other.overrides, clock.now(), policy.access);
      if (kind !== 'ended' && workEmail !== undefined && normaliseEmail(workEmail) === address)
        stated.set(address, key);
    }
  }
  return stated;
}

/** Who came later with this address and no other may be the leaver under another id: their claim is one that no person has confirmed. */
const isInDoubt = (other: Worker, leaver: string): boolean => other.addresses.length < 2 && mayBe(other, leaver);
