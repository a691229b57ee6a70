import type { Account, Sighting } from '../../../domain/account/account.ts';
import type { SeenTokens } from '../../../domain/account/left-tokens.ts';
import type { SeenAssets } from '../../../domain/account/owned-assets.ts';
import { done, type NotDone, type Outcome } from '../../../domain/outcome.ts';
import { isDisabled } from '../../../domain/plan/action.ts';
import { isMisaddressed } from '../../../domain/plan/misaddressed.ts';
import type { Observed } from '../../../domain/plan/observed.ts';
import { refusedRungs } from '../../../domain/plan/refused-rungs.ts';
import { keepsAccount, type ProviderTraits } from '../../../domain/provider/traits.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Sightings, Target } from '../../../ports/target/target.ts';
import { failing, openInvitations, type Run, takeStep } from '../run.ts';
import type { TargetSetup } from '../target-setup.ts';
import { tokensFor } from './made-tokens.ts';
import { assetsFor } from './owned-assets.ts';
import { removalFor } from './removal.ts';

/**
 * Reads the accounts of all workers of a batch: known ones by one look at their ids, what may answer to an address of theirs by one
 * look at e-mails, and the groups of those for whom they matter. Answers what stopped it when the target gave no answer for any worker; a
 * no about one account ends only that run.
 */
export async function lookAtAll(
  setup: TargetSetup,
  runs: readonly Run[],
  { call, now }: { readonly call: Call; readonly now: number },
): Promise<NotDone | undefined> {
  const { target } = setup;
  const ids = runs.flatMap((run) => [
    ...run.accounts.filter(({ id }) => !run.seen.has(id)).map(({ id }) => id),
    ...foreignToLookFor(run),
  ]);
  const byId = await lookFor(ids, (keys) => target.findByIds(keys, call));
  if (byId.kind !== 'done') return byId;

  const seenById = (id: string): Sighting => byId.value.get(id) ?? { kind: 'unknown' };
  const sightingOf = (run: Run, id: string): Sighting => {
    const account = run.seen.get(id);
    return account ? { kind: 'present', account } : seenById(id);
  };
  const emailsOf = new Map(
    runs.map((run) => {
      const sightings = run.accounts.map(({ id }) => sightingOf(run, id));
      return [run, emailsToLookFor(run, target.name, sightings)];
    }),
  );
  const byEmail = await lookFor([...new Set([...emailsOf.values()].flat())], (keys) => target.findByEmails(keys, call));
  if (byEmail.kind !== 'done') return byEmail;

  let stopped: NotDone | undefined;
  await Promise.all(
    runs.map((run) =>
      takeStep(run, async () => {
        const managed: Observed['managed'][number][] = [];
        const tokens = new Map<string, SeenTokens>();
        const assets = new Map<string, SeenAssets>();
        for (const record of run.accounts) {
          const sighting = sightingOf(run, record.id);
          const groups = await groupsFor(run, record.id, sighting, target, call);
          if (groups?.kind === 'wait') {
            stopped = groups;
            return undefined;
          }
          if (groups && groups.kind !== 'done') return { end: failing(run, groups.because, now) };
          const seenTokens = await tokensFor(run, record, sighting, { target, call });
          if (seenTokens) tokens.set(record.id, seenTokens);
          const seenAssets = await assetsFor(run, record, sighting, { setup, call });
          if (seenAssets) assets.set(record.id, seenAssets);
          const removal = await removalFor(run, record, sighting, { target, call });
          managed.push({
            record,
            sighting,
            ...(groups && { groupIds: groups.value }),
            ...(seenTokens && { tokens: seenTokens }),
            ...(seenAssets && { assets: seenAssets }),
            ...(removal && { removal }),
          });
        }
        const foreign = run.foreign ?? new Map(foreignToLookFor(run).map((id) => [id, seenById(id)]));
        const isLookedUp = run.intent.kind === 'end' && run.byAddress !== undefined;
        const byAddress = isLookedUp
          ? run.byAddress
          : new Map((emailsOf.get(run) ?? []).map((email) => [email, seenAt(email, byEmail.value.get(email), run)]));
        return {
          foreign,
          byAddress,
          observed: observedOf({ ...run, foreign, byAddress }, managed),
          seen: new Map(),
          tokens,
          assets,
        };
      }),
    ),
  );
  return stopped;
}

/** What a look by e-mail saw, and what the target named when it was asked to invite: the one may compare by letters, the other not. */
function seenAt(email: string, seen: Sighting = { kind: 'unknown' }, { existed }: Run): Sighting {
  const account = existed.get(email);
  return account && (seen.kind === 'absent' || seen.kind === 'unknown') ? { kind: 'present', account } : seen;
}

function observedOf(run: Run, managed: Observed['managed']): Observed {
  const { intent, refusals, standing, byAddress = new Map<string, Sighting>(), foreign = new Map() } = run;
  const email = intent.kind === 'grant' ? intent.email : intent.kind === 'end' ? workEmailOf(standing) : undefined;
  const byEmail = email === undefined ? undefined : byAddress.get(email);
  return {
    managed,
    refusals,
    ...(byEmail && { byEmail }),
    ...(intent.kind === 'end' && {
      leaver: { byAddress, foreign, claimedBy: new Map(), statedFor: new Map() },
    }),
  };
}

const lookFor = async (
  keys: readonly string[],
  find: (keys: readonly string[]) => Promise<Outcome<Sightings>>,
): Promise<Outcome<Sightings>> => (keys.length > 0 ? find(keys) : done(new Map()));

/** Accounts that answered to an address of a leaver once: they may have come alive, and need not have that address any more. */
function foreignToLookFor({ intent, before, accounts, foreign }: Run): readonly string[] {
  if (intent.kind !== 'end' || foreign) return [];
  return (before.foreign ?? []).filter((id) => accounts.every((account) => account.id !== id));
}

/**
 * Of a leaver every address there is, once. Of others the work e-mail while no account of their own is linked and there. Of everybody the
 * addresses at which an invitation of ours may still show.
 */
function emailsToLookFor(run: Run, target: string, sightings: readonly Sighting[]): readonly string[] {
  const { intent, worker, standing, byAddress } = run;
  const shown = new Set(sightings.flatMap((one) => (one.kind === 'present' ? [one.account.email] : [])));
  const invited = openInvitations(run, target)
    .map(({ email }) => email)
    .filter((email) => !shown.has(email));
  switch (intent.kind) {
    case 'end': {
      const email = workEmailOf(standing);
      return byAddress ? [] : [...new Set([...worker.addresses, ...(email === undefined ? [] : [email]), ...invited])];
    }
    case 'grant': {
      const isGone = sightings.every((sighting, index) => {
        const record = run.accounts[index];
        return sighting.kind === 'absent' || (record && isMisaddressed({ record, sighting }, intent.email));
      });
      return [...(isGone && intent.role && intent.email !== undefined ? [intent.email] : []), ...invited];
    }
    case 'no-role':
    case 'leave-alone':
      return invited;
  }
}

const workEmailOf = ({ workEmail }: Run['standing']): string | undefined =>
  workEmail === undefined ? undefined : normaliseEmail(workEmail);

/** Groups cost a request for each account, so they are read only where the plan depends on them. */
async function groupsFor(
  run: Run,
  id: string,
  sighting: Sighting,
  target: Target,
  call: Call,
): Promise<Outcome<readonly string[]> | undefined> {
  if (sighting.kind !== 'present' || !needsGroups(run, sighting.account, target.traits)) return undefined;
  if (run.seen.has(id)) return done([]);
  const groups = await target.groupsOf(id, call);
  if (groups.kind !== 'done') return groups;
  for (const { id: groupId, alias, name, isFilledAtSignIn } of groups.value) {
    if (!run.groupNames.has(groupId)) run.groupNames.set(groupId, alias ?? name);
    if (isFilledAtSignIn) run.filledAtSignIn.add(groupId);
  }
  return done(groups.value.map((group) => group.id));
}

function needsGroups(run: Run, account: Account, traits: ProviderTraits): boolean {
  const { intent, accounts } = run;
  switch (intent.kind) {
    case 'grant':
      return intent.groups.length > 0 || accounts.some(({ ownedGroups }) => ownedGroups.length > 0);
    case 'end':
    case 'no-role':
      // sign-in first: who can still sign in has no groups read, unless these are lost with the account and must be written down
      return !keepsAccount(traits) || isDisabled(account) || account.state === 'invited' || losesGroupsFirst(run);
    case 'leave-alone':
      return false;
  }
}

/**
 * Whether the target refused to end the sign-in, so that the groups go before it; not those of a worker who comes back, while the channel
 * may still end it.
 */
function losesGroupsFirst({ intent, refusals }: Run): boolean {
  const { isRefused, isRefusedWithout } = refusedRungs(refusals);
  const keepsGroups =
    (intent.kind === 'end' && intent.isComingBack === true) || (intent.kind === 'no-role' && intent.isOnLeave === true);
  return isRefused || (isRefusedWithout === true && !keepsGroups);
}
