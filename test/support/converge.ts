import { converge as bare } from '../../shared/app/converge/converge.ts';
import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { normaliseEmail } from '../../shared/domain/text/email.ts';
import { standingAt } from '../../shared/domain/worker/standing.ts';
import type { Call } from '../../shared/ports/target/call.ts';
import type { Company } from './company.ts';
import { aliveOf, expectNoQuietLeaver, type LeaverState } from './expect-no-quiet-leaver.ts';

/** What the check reads: the ledger and the clock as they are, whatever stood between them and the pipeline, and the far side. */
export type World = Pick<Company, 'deps' | 'atlan' | 'notices'>;

/** The one way in which tests converge: as provision does, and afterwards no leaver among the workers is at rest who can sign in. */
export async function converge(
  workerKeys: readonly string[],
  deps: ProvisionDeps,
  { call, world }: { readonly call: Call; readonly world: World },
): Promise<ReadonlyMap<string, unknown>> {
  const leavers = new Set<string>();
  for (const key of new Set(workerKeys)) {
    if (await hasLeft(key, world)) leavers.add(key);
  }
  const broken = await bare(workerKeys, deps, call);
  // whose message comes back is not at rest
  await expectNoQuietLeavers(
    workerKeys.filter((key) => !broken.has(key)),
    world,
    leavers,
  );
  return broken;
}

async function hasLeft(key: string, { deps: { ledger, clock } }: World): Promise<boolean> {
  const worker = await ledger.workers.load(key);
  return worker !== undefined && standingAt(worker.engagements, worker.overrides, clock.now()).kind === 'ended';
}

/** Checks each of these workers on the in-memory target. `lookedAt`: those who had left before they were looked at. */
export async function expectNoQuietLeavers(
  workerKeys: Iterable<string>,
  world: World,
  lookedAt: ReadonlySet<string>,
): Promise<void> {
  const { ledger, clock } = world.deps;
  const accounts = world.atlan.accounts();
  for (const key of new Set(workerKeys)) {
    const worker = await ledger.workers.load(key);
    if (!worker || !(await hasLeft(key, world))) continue;
    const { access } = world.deps.policy;
    const seen = { worker, access, now: clock.now(), target: world.atlan.name, accounts };
    if (aliveOf(seen).length === 0) continue;
    const holds = await ledger.holds.listOpen(1_000);
    const leaver = {
      ...seen,
      holds: holds.filter(({ workerKey }) => workerKey === key),
      notices: lookedAt.has(key) ? world.notices : undefined,
    };
    // whose accounts they are is asked only where that would excuse something: it takes a look at every worker
    if (isNoQuietLeaver(leaver)) continue;
    expectNoQuietLeaver({ ...leaver, isAnothers: await othersOf(key, world) });
  }
}

function isNoQuietLeaver(leaver: Omit<LeaverState, 'isAnothers'>): boolean {
  try {
    expectNoQuietLeaver({ ...leaver, isAnothers: () => false });
    return true;
  } catch {
    return false;
  }
}

/** Accounts that another worker has claimed, and addresses that HR states now for another worker who has not left. */
async function othersOf(key: string, { deps: { ledger, clock, policy }, atlan }: World) {
  const { authority } = policy.access;
  const claimed = new Set<string>();
  for (const { id } of atlan.accounts()) {
    const holder = await ledger.claims.holderOf(atlan.name, id);
    if (holder !== undefined && holder !== key) claimed.add(id);
  }
  const stated = new Set<string>();
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = await ledger.workers.list(cursor);
    for (const other of page.keys) {
      const worker = other === key ? undefined : await ledger.workers.load(other);
      const standing = worker && standingAt(worker.engagements, worker.overrides, clock.now(), { authority });
      if (standing?.workEmail && standing.kind !== 'ended') stated.add(normaliseEmail(standing.workEmail));
    }
    cursor = page.next;
  }
  return ({ id, email }: { readonly id: string; readonly email?: string }) =>
    claimed.has(id) || (email !== undefined && stated.has(email));
}
