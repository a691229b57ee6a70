import type { Account } from '../../../../shared/domain/account/account.ts';
import { HOUR_MS, TENANTS } from '../company.ts';
import type { TargetName } from '../history.ts';
import type { Tenant } from '../world/tenant.ts';
import { type Court, canSignIn, RECOVERY_MS } from './court.ts';
import { dueOf } from './policy.ts';

/** An invitation of which the target did not say whether it was sent may show for a quarter of an hour, and the simulation puts the look after it off. */
const AWAITED_MS = 9 * HOUR_MS;

/** A look once a day, and what the simulation puts it off by. */
const DAILY_MS = 40 * HOUR_MS;

/** Every account equals what policy says, or its difference has a reason. */
export async function judgeAccounts(court: Court): Promise<void> {
  const { world, heard, ask, violate, excuse, nameOf } = court;
  const { clock, ledger, tenants } = world;
  const now = clock.now();
  for (const workerKey of heard.workerKeys) {
    const [reading] = heard.readings(workerKey, now);
    const worker = await ledger.workers.load(workerKey);
    if (!worker || !reading) continue;
    for (const tenant of tenants) {
      const { name, far } = tenant;
      const record = worker.targets[name];
      ask('state');
      if (!record || !['converged', 'waiting', 'held', 'failing'].includes(record.state))
        violate('state', `${nameOf(workerKey)} has no state at ${name}`);
      const isOff = court.isEnded(workerKey) || reading.verdict === 'off';
      if (!isOff && reading.verdict !== 'on') continue;
      ask('rest');
      const own = heard.accountsOf(workerKey, far.accounts());
      const wrong = isOff ? whoStays(own, name) : await whatDiffers(own, { subjects: reading.subjects, tenant }, court);
      if (wrong === undefined) continue;
      const faultAt = world.faults.lastAt(name) ?? 0;
      // a process that was killed at one target leaves open what it began at the others
      const isAwaited =
        own.length === 0 && record?.state === 'waiting' && (world.faults.lastAt() ?? 0) > now - AWAITED_MS;
      const isExcused =
        (await court.isExcusedNow(workerKey, name)) ||
        (faultAt > now - RECOVERY_MS && excuse('a fault just now')) ||
        (isAwaited && excuse('an invitation that may still show')) ||
        (record?.state === 'failing' && excuse('failing'));
      if (!isExcused)
        violate('rest', `${nameOf(workerKey)} at ${name}: ${wrong} (${record?.state}: ${record?.because})`);
    }
  }
}

const whoStays = (own: readonly Account[], name: TargetName): string | undefined => {
  const active = own.find(canSignIn);
  if (active) return `has left, and account ${active.id} is active`;
  const invited = own.find(({ state }) => state === 'invited');
  if (invited && TENANTS[name].provider !== 'atlan') return 'has left, and is invited';
  return undefined;
};

interface Compared {
  readonly subjects: Parameters<typeof dueOf>[0];
  readonly tenant: Tenant;
}

async function whatDiffers(
  own: readonly Account[],
  { subjects, tenant }: Compared,
  { world, excuse, editsOf, isMisaddressed, wasDeletedByHand }: Court,
): Promise<string | undefined> {
  const { name } = tenant;
  const due = dueOf(subjects, name);
  const there = own.filter(
    (account) =>
      account.enabled !== false &&
      account.state !== 'disabled' &&
      !(isMisaddressed(account) && subjects.every(({ workEmail }) => workEmail !== account.email)),
  );
  const edits = own.flatMap((account) => editsOf(name, account));
  const [account] = there.toSorted((a, b) => Number(a.state === 'invited') - Number(b.state === 'invited'));
  if (!account) {
    if (TENANTS[name].provisionedBy === 'idp' && own.length === 0)
      return void excuse('no account of the identity provider yet');
    if (wasDeletedByHand(name) && own.length === 0) return void excuse('deleted by hand');
    if (edits.some(({ edit }) => edit === 'disable')) return void excuse('disabled by hand');
    return `should have an account (${due.role}), and has ${own.map(({ state }) => state).join(', ') || 'none'}`;
  }
  const isKnown =
    subjects.some(({ workEmail }) => workEmail === account.email) ||
    tenant.writes.some((one) => one.account?.id === account.id);
  if (!isKnown && TENANTS[name].provisionedBy === 'idp')
    return void excuse('the identity provider made the account under an address that was not known in time');
  if (account.role !== due.role) return `has the role ${account.role}, and should have ${due.role}`;
  const groups = await tenant.groupsOf(account.id);
  if (due.groups.join() === groups.join()) return undefined;
  const isSoon = edits.some(({ edit, at }) => edit === 'leave groups' && at > world.clock.now() - DAILY_MS);
  if (isSoon) return void excuse('groups edited by hand today');
  return `is in ${groups.join(', ') || 'no group'}, and should be in ${due.groups.join(', ') || 'none'}`;
}
