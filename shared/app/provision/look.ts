import type { Account, Sighting } from '../../domain/account.ts';
import { isDisabled } from '../../domain/action.ts';
import { done, type NotDone, type Outcome } from '../../domain/outcome.ts';
import type { Observed } from '../../domain/plan.ts';
import type { Call, Sightings, Target } from '../../ports/target.ts';
import { fail, guarded, type Run } from './run.ts';

/**
 * Reads the accounts of all workers of a batch: linked ones by one look at their ids, the others by one look at their e-mails, and
 * the groups of those for whom they matter. Answers what stopped it when the target answered nobody; a no about one account ends
 * only that run.
 */
export async function lookAtAll(
  target: Target,
  runs: readonly Run[],
  { call, now }: { readonly call: Call; readonly now: number },
): Promise<NotDone | undefined> {
  const ids = runs.flatMap(({ accounts, seen }) => accounts.filter(({ id }) => !seen.has(id)).map(({ id }) => id));
  const byId = await lookFor(ids, (keys) => target.findByIds(keys, call));
  if (byId.kind !== 'done') return byId;

  const sightingOf = (run: Run, id: string): Sighting => {
    const account = run.seen.get(id);
    return account ? { kind: 'present', account } : (byId.value.get(id) ?? { kind: 'unknown' });
  };
  const emailOf = new Map(
    runs.map((run) => [
      run,
      emailToLookFor(
        run,
        run.accounts.map(({ id }) => sightingOf(run, id)),
      ),
    ]),
  );
  const byEmail = await lookFor(
    [...emailOf.values()].filter((email) => email !== undefined),
    (keys) => target.findByEmails(keys, call),
  );
  if (byEmail.kind !== 'done') return byEmail;

  let stopped: NotDone | undefined;
  await Promise.all(
    runs.map((run) =>
      guarded(run, async () => {
        const managed: Observed['managed'][number][] = [];
        for (const record of run.accounts) {
          const sighting = sightingOf(run, record.id);
          const groups = await groupsFor(run, record.id, sighting, target, call);
          if (groups?.kind === 'wait') {
            stopped = groups;
            return;
          }
          if (groups && groups.kind !== 'done') return fail(run, groups.because, now);
          managed.push({ record, sighting, ...(groups && { groupIds: groups.value }) });
        }
        const seen = byEmail.value.get(emailOf.get(run) ?? '');
        run.observed = { managed, refusals: run.refusals, ...(seen && { byEmail: seen }) };
        run.seen = new Map();
      }),
    ),
  );
  return stopped;
}

const lookFor = async (
  keys: readonly string[],
  find: (keys: readonly string[]) => Promise<Outcome<Sightings>>,
): Promise<Outcome<Sightings>> => (keys.length > 0 ? find(keys) : done(new Map()));

/** The work e-mail of somebody who has no account that is linked and there. */
function emailToLookFor({ intent, standing }: Run, sightings: readonly Sighting[]): string | undefined {
  if (sightings.some(({ kind }) => kind !== 'absent')) return undefined;
  if (intent.kind === 'grant') return intent.role ? intent.email : undefined;
  // an operator means the person: an account that somebody made anew counts, too
  return intent.kind === 'end' && (sightings.length === 0 || intent.byOperator)
    ? standing.workEmail?.trim().normalize('NFC').toLowerCase()
    : undefined;
}

/** Groups cost a request for each account, so they are read only where the plan depends on them. */
async function groupsFor(
  run: Run,
  id: string,
  sighting: Sighting,
  target: Target,
  call: Call,
): Promise<Outcome<readonly string[]> | undefined> {
  if (sighting.kind !== 'present' || !needsGroups(run, sighting.account)) return undefined;
  if (run.seen.has(id)) return done([]);
  const groups = await target.groupsOf(id, call);
  return groups.kind === 'done' ? done(groups.value.map((group) => group.id)) : groups;
}

function needsGroups({ intent, accounts, refusals }: Run, account: Account): boolean {
  switch (intent.kind) {
    case 'grant':
      return intent.groups.length > 0 || accounts.some(({ ownedGroups }) => ownedGroups.length > 0);
    case 'end':
      // sign-in first: somebody who can still sign in is not asked about groups
      return isDisabled(account) || account.state === 'invited' || refusals.length > 0;
    case 'leave-alone':
      return false;
  }
}
