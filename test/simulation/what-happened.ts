import type { Verdict } from '../../shared/domain/receipt.ts';
import type { Call } from '../../shared/ports/target/call.ts';
import type { Company } from '../support/company.ts';
import type { Case } from './interference.ts';

const NOW: Call = { deadline: Number.MAX_SAFE_INTEGER };

/** One write that reached the target, whatever became of its answer. */
export interface Write {
  /** Whose account; empty for what concerns none. */
  readonly email: string;
  /** As the receipts call it. */
  readonly what: string;
  /** False for one that found everything as it was to be. */
  readonly changed: boolean;
}

/** E-mails of accounts that were deleted, by id: a look at the end finds them no more. */
const deletedIn = new WeakMap<Company['atlan'], Map<string, string>>();

const originals = new WeakMap<Company['atlan'], Company['atlan']>();

/** The target for what others do there: none of it is noted. */
export const byOthers = ({ atlan }: Company): Company['atlan'] => originals.get(atlan) ?? atlan;

/** Notes everything that reaches the target from now on, in order; e-mails and group names stand for ids, which differ from run to run. */
export function recordWrites(acme: Company): readonly Write[] {
  const { atlan } = acme;
  const original = { ...atlan };
  originals.set(atlan, original);
  const writes: Write[] = [];
  const account = (id: string) => atlan.accounts().find((one) => one.id === id);
  const stateOf = async (id: string) => JSON.stringify([account(id), account(id) && (await acme.groupsOf(id))]);
  const groups = async () => {
    const all = await original.listGroups(NOW);
    return all.kind === 'done' ? all.value : [];
  };
  const namesOf = async (ids: readonly string[]) => {
    const all = await groups();
    return ids.map((id) => all.find((group) => group.id === id)?.name ?? 'unknown').toSorted();
  };
  const noted = async <T>(id: string, what: string, write: () => Promise<T>): Promise<T> => {
    const before = await stateOf(id);
    const answer = await write();
    writes.push({ email: account(id)?.email ?? '', what, changed: (await stateOf(id)) !== before });
    return answer;
  };
  const deleted = new Map<string, string>();
  deletedIn.set(atlan, deleted);
  const { deleteAccount } = original;
  const recording: Partial<Company['atlan']> = {
    ...(deleteAccount && {
      deleteAccount: async (id, call) => {
        const email = account(id)?.email ?? deleted.get(id) ?? '';
        const isThere = account(id) !== undefined;
        // the receipt says what the account had
        const had = [...(isThere ? await acme.groupsOf(id) : []), account(id)?.role ?? ''].toSorted();
        deleted.set(id, email);
        const answer = await deleteAccount(id, call);
        writes.push({ email, what: `delete ${had.join()}`, changed: isThere && account(id) === undefined });
        return answer;
      },
    }),
    invite: async (invitations, call) => {
      const before = new Set(atlan.accounts().map(({ email }) => email));
      const answers = await original.invite(invitations, call);
      for (const { email, role } of invitations)
        writes.push({ email, what: `invite ${role}`, changed: !before.has(email) });
      return answers;
    },
    setEnabled: (id, enabled, call) =>
      noted(id, enabled ? 'enable' : 'disable', () => original.setEnabled(id, enabled, call)),
    setRole: (id, role, call) => noted(id, `set-role ${role}`, () => original.setRole(id, role, call)),
    addToGroups: async (id, groupIds, call) =>
      noted(id, `add-to-groups ${(await namesOf(groupIds)).join()}`, () => original.addToGroups(id, groupIds, call)),
    removeFromGroup: async (groupId, ids, call) =>
      noted(ids[0] ?? '', `remove-from-group ${(await namesOf([groupId])).join()}`, () =>
        original.removeFromGroup(groupId, ids, call),
      ),
    createGroup: async (group, call) => {
      const before = (await groups()).length;
      const answer = await original.createGroup(group, call);
      writes.push({ email: '', what: `create-group ${group.alias}`, changed: (await groups()).length > before });
      return answer;
    },
  };
  Object.assign(atlan, recording);
  return writes;
}

/** What a run showed to the outside, by worker and account. */
export interface Happened {
  /** Types of bus events, in order; the bus takes an id once, so one that stands here twice was told under two ids. */
  readonly published: Readonly<Record<string, readonly string[]>>;
  readonly writes: readonly Write[];
  /** Outcomes in the chain of each worker, in order, with what they are about. */
  readonly receipts: Readonly<Record<string, readonly Said[]>>;
  readonly holds: readonly string[];
  /** Every notice there was, each once: how often a look is made depends on what went wrong. */
  readonly notices: readonly string[];
}

interface Said {
  readonly step: string;
  readonly verdict: Verdict;
}

const grouped = <T, U>(items: readonly T[], keyOf: (item: T) => string, textOf: (item: T) => U) =>
  Object.fromEntries(
    [...Map.groupBy(items, keyOf)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, list]) => [key, list.map(textOf)] as const),
  );

/** Every worker there is, by its first source key. */
async function workersOf({
  deps: { ledger },
}: Company): Promise<readonly (readonly [sourceKey: string, key: string])[]> {
  const all: (readonly [string, string])[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = await ledger.workers.list(cursor);
    for (const key of page.keys) {
      const worker = await ledger.workers.load(key);
      all.push([Object.keys(worker?.engagements ?? {})[0] ?? key, key]);
    }
    cursor = page.next;
  }
  return all.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

export async function whatHappened(acme: Company, writes: readonly Write[]): Promise<Happened> {
  const { atlan, deps, published, notices } = acme;
  const emailOf = new Map([
    ...(deletedIn.get(atlan) ?? []),
    ...atlan.accounts().map(({ id, email = id }) => [id, email] as const),
  ]);
  const groups = await atlan.listGroups(NOW);
  const nameOf = new Map(groups.kind === 'done' ? groups.value.map(({ id, name }) => [id, name]) : []);
  const receipts: Record<string, readonly Said[]> = {};
  const sourceKeys = new Map<string, string>();
  for (const [sourceKey, key] of await workersOf(acme)) {
    sourceKeys.set(key, sourceKey);
    receipts[sourceKey] = (await deps.ledger.receipts.chain(key))
      .filter(({ header }) => header.entry === 'outcome')
      .map(({ header, payload = {} }) => {
        const of = [payload['groupIds'], payload['groupId'], payload['role']].flat().filter((one) => one !== undefined);
        const names = of.map((one) => nameOf.get(String(one)) ?? String(one)).toSorted();
        return {
          step: [header.action, ...(names.length > 0 ? [names.join()] : [])].join(' '),
          verdict: header.verdict,
        };
      });
  }
  const whose = (workerKey: unknown) => sourceKeys.get(String(workerKey)) ?? '';
  const holds = await deps.ledger.holds.listOpen(100);
  return {
    published: grouped(
      published,
      ({ accountId = '' }) => emailOf.get(accountId) ?? accountId,
      ({ type }) => type,
    ),
    writes: [...writes],
    receipts,
    holds: holds.map(({ workerKey, kind }) => `${whose(workerKey)} ${kind}`).toSorted(),
    notices: [
      ...new Set(notices.map(({ name, ids }) => `${whose('workerKey' in ids && ids.workerKey)} ${name}`)),
    ].toSorted(),
  };
}

/** What is wrong with a run, whatever HR said and whatever went wrong in it; nothing when all is well. Everything has come to rest. */
export function untidy(happened: Happened): readonly string[] {
  const found: string[] = [];
  const { published, writes, receipts } = happened;
  for (const { email, what, changed } of writes)
    if (what.startsWith('invite') && !changed) found.push(`${email} was invited, and had an account`);
  const changes = changesOf(happened);
  for (const [email, types] of Object.entries(published)) {
    const told = (wanted: readonly string[]) => types.filter((type) => wanted.includes(type)).length;
    const returns = changes[email]?.filter((what) => what === 'enable').length ?? 0;
    // where an account ends by being deleted, who comes back has another one
    const deletions = changes[email]?.filter((what) => what.startsWith('delete')).length ?? 0;
    if (told(['InvitationSent', 'AccountAdopted']) > 1 + deletions)
      found.push(`${email} was announced twice: ${types.join()}`);
    if (told(['AccessEnded']) > Math.max(1 + returns, deletions))
      found.push(`${email} was said to have ended too often: ${types.join()}`);
  }
  // every step is an intent in a worker's chain before it is a request, and every intent has an outcome by now
  const outcomes = Object.values(receipts).flat();
  const steps = writes.filter(({ email, changed }) => email !== '' && changed);
  for (const [what, sent] of Map.groupBy(steps, (write) => write.what)) {
    const written = outcomes.filter(({ step }) => step === what).length;
    if (written < sent.length) found.push(`${what} was sent ${sent.length} times, and written down ${written} times`);
  }
  return found;
}

/** Where a mishap was: what went wrong, with the call of which name. */
export type Where = Pick<Case, 'mishap' | 'name'>;

/** How a run under a mishap differs from a calm one, beyond what it may; nothing when all is well. */
export function differences(calm: Happened, other: Happened, { mishap, name: call }: Where): readonly string[] {
  const found: string[] = [];
  const same = (what: string, one: unknown, another: unknown) => {
    if (JSON.stringify(one) !== JSON.stringify(another)) found.push(`${what}: ${JSON.stringify(another)}`);
  };
  same('published', calm.published, other.published);
  same('holds', calm.holds, other.holds);
  same('writes', changesOf(calm), changesOf(other));

  for (const [worker, said] of Object.entries(calm.receipts)) {
    const others = other.receipts[worker] ?? [];
    if (!tellsTheSame(said, others)) found.push(`receipts of ${worker}: ${others.map(textOf).join(', ')}`);
  }

  // an answer that was lost, or was not written down, is no reason not to ask again: once, and never for an invitation
  const idle = other.writes.filter(({ changed }) => !changed).map(({ email, what }) => `${email} ${what}`);
  const reachedNothing = call.startsWith('target.') && (mishap === 'refused before' || mishap === 'timed out');
  const tooMany = idle.filter((write, at) => reachedNothing || idle.indexOf(write) < at || write.includes('invite'));
  if (tooMany.length > 0) found.push(`written again: ${tooMany.join(', ')}`);

  const missing = calm.notices.filter((notice) => !other.notices.includes(notice));
  const more = other.notices.filter(
    (notice) => !calm.notices.includes(notice) && !mayTell(notice, { mishap, name: call }),
  );
  if (missing.length + more.length > 0) found.push(`notices: ${missing.join()} missing, ${more.join()} more`);
  return found;
}

/** Writes that changed something, of each account in order. */
export const changesOf = ({ writes }: Happened) =>
  grouped(
    writes.filter(({ changed }) => changed),
    ({ email }) => email,
    ({ what }) => what,
  );

const textOf = ({ step, verdict }: Said): string => `${step} ${verdict}`;

/** These claim nothing: the step was not done, is not known to have been done, or was left to the next run. */
const INCONCLUSIVE: readonly Verdict[] = ['unverified', 'not_done', 'closed'];

/**
 * Whether a chain says of every step what the calm one says, in its order. It may say more: a step that the target did not take or did
 * not show is written down as such; one that was cut off is `closed` by the next run, in place of the claim where the step had been done;
 * and one that was proven, but not committed, is done and proven once more.
 */
function tellsTheSame(calm: readonly Said[], other: readonly Said[], at = 0, told = 0): boolean {
  if (at === other.length) return told === calm.length;
  const said = other[at];
  const next = calm[told];
  if (!said) return false;
  const isNext = next?.step === said.step && (next.verdict === said.verdict || said.verdict === 'closed');
  if (isNext && tellsTheSame(calm, other, at + 1, told + 1)) return true;
  const isRepeated = calm.slice(0, told).some((one) => textOf(one) === textOf(said));
  const mayBeMore = INCONCLUSIVE.includes(said.verdict) || isRepeated;
  return mayBeMore && tellsTheSame(calm, other, at + 1, told);
}

/** Alarms that the mishap itself is reason enough for. */
function mayTell(notice: string, { mishap, name: call }: Where): boolean {
  const name = notice.slice(notice.indexOf(' ') + 1);
  const isOnTarget = call.startsWith('target.');
  switch (name) {
    case 'gate-closed':
      return isOnTarget && mishap !== 'lost answer';
    // whatever delays an ending for more than five minutes is told of; every leaver of these stories is overdue from the start
    case 'leaver-not-ended':
      return true;
    case 'leaver-tokens-unknown':
      return call === 'target.tokensOf';
    // a process that ended between writing an invitation down and sending it leaves one that never shows: it is given up, and told of
    case 'unverified':
      return mishap.startsWith('killed') || call === 'ledger.receipts.append' || call === 'target.invite';
    default:
      return false;
  }
}
