import { hasEnded } from '../../../domain/plan/action.ts';
import type { Next } from '../../../domain/plan/plan.ts';
import { wasDisabledByOthers } from '../../../domain/plan/plan-no-role.ts';
import { stillReturned } from '../../../domain/returning/lost-groups.ts';
import { strangersIn } from '../../../domain/worker/access-over.ts';
import { dailyLook } from '../../../domain/worker/daily-look.ts';
import { decisionAt } from '../../../domain/worker/hold.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import { tokensAfter } from '../look/made-tokens.ts';
import { assetsAfter } from '../look/owned-assets.ts';
import { type Run, type RunChange, withAsked } from '../run.ts';
import { askPerson } from './ask-person.ts';
import type { Guarded } from './guarded.ts';
import { PASS } from './verdict.ts';

const MINUTE_MS = 60_000;
/** How soon to check a worker who waits for something that no event announces. */
const WAIT_MS = 15 * MINUTE_MS;
/** Poll looks at open invitations of leavers once a minute and sends us those that changed; this look is for what it missed. */
const WATCHED_MS = 60 * MINUTE_MS;

/** How a run whose plan is empty ends: everything is as it should be, or waits for something, or for a person. */
export async function settle(guarded: Guarded): Promise<RunChange> {
  const { run, plan, deps } = guarded;
  const now = deps.clock.now();
  const accounts = run.accounts.map((account) => afterLook(run, account, now));
  const settled = { ...guarded, run: { ...run, accounts } };
  const { asks } = plan;
  const first = asks ? await askPerson(settled, asks) : PASS;
  const asked = withAsked(run, plan, first);
  if (first.kind === 'hold') return { accounts, asked, end: first.end };
  return { accounts, ...(await settleNext({ ...settled, run: { ...settled.run, asked } })) };
}

async function settleNext(guarded: Guarded): Promise<RunChange> {
  const { run, plan, deps } = guarded;
  const { asked } = run;
  const now = deps.clock.now();
  const { next, asks } = plan;
  switch (next.kind) {
    case 'converged':
      return { asked, end: { kind: 'settled', state: 'converged', because: next.because, ...daily(run, now) } };
    case 'waiting': {
      const pendingDisables = next.pendingDisable ? invitationsOf(run) : undefined;
      const { because } = next;
      const isSoon = next.isSoon || next.pendingDisable;
      const wait = pendingDisables ? WATCHED_MS : isSoon ? MINUTE_MS : WAIT_MS;
      const lookAt = next.isAnnounced ? dailyLook(run.worker.key, now) : now + wait;
      // what a person approved counts until all of it is done
      const beside = { ...(pendingDisables && { pendingDisables }), ...(asks && holdAskedOf(run)) };
      return { asked, end: { kind: 'settled', state: 'waiting', because, lookAt, ...beside } };
    }
    case 'hold':
      return settleHeld(guarded, next);
  }
}

/** How soon a target that did not list what a leaver left is asked again. */
const TOKENS_MS = 60 * MINUTE_MS;

/** No sweep shows memberships, and an account that is not ours need not come alive under an address that is known. */
const daily = ({ accounts, observed, worker }: Run, now: number): { readonly lookAt?: number } => {
  const hasAccounts = accounts.length > 0 || strangersIn(observed ?? { managed: [] }).length > 0;
  if (!hasAccounts) return {};
  const daily = dailyLook(worker.key, now);
  const isUnknown = accounts.some(
    ({ tokens, assets }) => (tokens && tokens.count === undefined) || (assets && assets.count === undefined),
  );
  return { lookAt: isUnknown ? Math.min(daily, now + TOKENS_MS) : daily };
};

async function settleHeld(guarded: Guarded, next: Extract<Next, { kind: 'hold' }>): Promise<RunChange> {
  const { run, plan, deps } = guarded;
  const now = deps.clock.now();
  const judged = await askPerson(guarded, { ...next, kind: next.hold });
  const asked = withAsked(run, plan, judged);
  const after = { ...run, asked };
  if ((next.hold === 'identity' || next.hold === 'assets') && isAnswered(after, now)) {
    const end = { kind: 'settled', state: 'converged', because: 'Access ended', ...holdAskedOf(after) } as const;
    return { asked, end: { ...end, ...daily(run, now) } };
  }
  const pendingDisables = next.pendingDisable ? invitationsOf(run) : undefined;
  const isSoon = next.isSoon || (next.pendingDisable && !pendingDisables);
  const lookAt = now + (isSoon ? MINUTE_MS : 60 * MINUTE_MS);
  const beside = { lookAt, ...(pendingDisables && { pendingDisables }) };
  if (judged.kind === 'hold') return { asked, end: { ...judged.end, ...beside } };
  const because = `${next.because}. Acknowledged by an operator`;
  return { asked, end: { kind: 'settled', state: 'held', because, ...holdAskedOf(after), ...beside } };
}

/** Whether a person answered the question asked last, one way or the other. */
function isAnswered({ asked }: Run, now: number): boolean {
  const hold = asked.at(-1)?.hold;
  return hold !== undefined && decisionAt(hold, now) !== undefined;
}

/** Open invitations of a leaver, or to a wrong address; undefined when one of their accounts is not clearly seen, so that provision itself has to look after it. */
function invitationsOf({ observed, intent }: Run): readonly string[] | undefined {
  const sightings = (observed?.managed ?? [])
    .filter(({ record }) => intent.kind !== 'grant' || record.isMisaddressed)
    .map(({ sighting }) => sighting);
  const isClear = sightings.every(({ kind }) => kind === 'present' || kind === 'absent');
  const invited = sightings.flatMap((sighting) =>
    sighting.kind === 'present' && sighting.account.state === 'invited' ? [sighting.account.id] : [],
  );
  return isClear && invited.length > 0 ? invited : undefined;
}

/** The hold that a person has seen; it is named as long as they are asked nothing else. */
const holdAskedOf = ({ asked }: Run): { readonly holdId?: string } => {
  const id = asked.at(-1)?.hold.id;
  return id === undefined ? {} : { holdId: id };
};

/** What is remembered of an account: which memberships are ours, how we left it, and since when a leaver's access is over. */
function afterLook(run: Run, account: ManagedAccount, now: number): ManagedAccount {
  const { intent, observed } = run;
  const look = observed?.managed.find(({ record }) => record.id === account.id);
  if (!look) return account;
  const { sighting, groupIds } = look;
  // what a rule gives is ours whoever gave it first; of what others had given, only what we gave again
  const wanted =
    intent.kind === 'grant'
      ? intent.groups.flatMap(({ id, isGivenBack, isReturned }) => (isGivenBack || isReturned ? [] : [id]))
      : [];
  const ownedGroups = groupIds
    ? groupIds.filter((id) => account.ownedGroups.includes(id) || wanted.includes(id))
    : account.ownedGroups;
  const seen = sighting.kind === 'present' ? sighting.account : undefined;
  // who did not leave was not disabled by us, unless we wrote so when we did
  const enabled = intent.kind !== 'end' && account.left?.enabled === true ? true : seen?.enabled;
  const version = account.left?.version;
  const left = {
    ...(version !== undefined && { version }),
    ...(enabled !== undefined && { enabled }),
    ...(seen?.role !== undefined && { role: seen.role }),
  };
  const { endedAt: before, keepsGroups: _, tokens, assets, ...rest } = account;
  const isOver =
    (intent.kind === 'end' ||
      (intent.kind === 'grant' && account.isMisaddressed) ||
      (intent.kind === 'no-role' && !wasDisabledByOthers(look))) &&
    hasEnded(sighting);
  const keepsGroups =
    isOver &&
    ((intent.kind === 'end' && intent.isComingBack === true) ||
      (intent.kind === 'no-role' && intent.isOnLeave === true));
  return {
    ...stillReturned({ ...rest, ownedGroups, left }),
    ...(isOver && {
      endedAt: before ?? now,
      ...(sighting.kind === 'present' && leftBy(run, { id: account.id, tokens, assets }, now)),
    }),
    ...(keepsGroups && { keepsGroups }),
  };
}

type LeftAccount = Pick<ManagedAccount, 'id' | 'tokens' | 'assets'>;

/** What an ended account left, as this convergence saw it, else as an earlier one did. */
const leftBy = (run: Run, account: LeftAccount, now: number): Omit<LeftAccount, 'id'> => ({
  ...tokensAfter(run, account, now),
  ...assetsAfter(run, account, now),
});
