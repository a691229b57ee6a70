import type { Account, Sighting } from '../../domain/account/account.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { Observed, TargetRules } from '../../domain/plan/observed.ts';
import { planFor } from '../../domain/plan/plan-for.ts';
import type { TargetPolicy } from '../../domain/policy/target-policy.ts';
import { canonicalJson } from '../../domain/text/canonical-json.ts';
import { normaliseEmail } from '../../domain/text/email.ts';
import { NOTHING_ELSE } from '../../domain/worker/access-over.ts';
import { accessAt } from '../../domain/worker/access-standing.ts';
import type { Standing } from '../../domain/worker/standing.ts';
import type { Worker } from '../../domain/worker/worker.ts';
import type { ProvisionDeps } from './deps.ts';
import { protection } from './protection.ts';
import type { TargetSetup } from './target-setup.ts';
import { groupNames, intentFor } from './want/intent.ts';
import { wantedFor } from './wanted-for.ts';

/** What the last sweep saw of a target's accounts. */
export interface SeenAccounts {
  readonly byId: ReadonlyMap<string, Account>;
  /** By normalised address. */
  readonly byEmail: ReadonlyMap<string, Account>;
}

export interface Comparing {
  readonly setup: TargetSetup;
  readonly policy: ProvisionDeps['policy'];
  readonly keepBy?: TargetPolicy | undefined;
  readonly seen: SeenAccounts;
  /** Epoch ms. */
  readonly now: number;
  readonly at: number;
}

/**
 * What would be done at a later instant and would not be done now, for one worker on one target: from the facts, the policy and what the last
 * sweep saw, as if all that is due now were done. Groups have their names instead of ids. Guards are not asked. Pure.
 */
export function differenceAt(worker: Worker, comparing: Comparing): readonly Action[] {
  const { now, at } = comparing;
  const [before, after] = [planAt(worker, now, comparing), planAt(worker, at, comparing)];
  const known = new Set(before.map(named));
  return after.filter((action) => !known.has(named(action)));
}

/** The same step by another rule is no other one. */
const named = (action: Action): string => canonicalJson({ ...action, rule: '' });

function planAt(worker: Worker, at: number, { setup, policy, keepBy, seen, now }: Comparing): readonly Action[] {
  const question = (instant: number) => ({
    worker,
    standing: standingOf(worker, instant, { policy }),
    setup,
    policy,
    keepBy,
    at: instant,
  });
  const wanted = wantedFor(question(at));
  const intent = intentFor(question(at), wanted, BY_NAME);
  const { granted, kept } = groupNames(wantedFor(question(now)));
  const observed = observedBy(worker, {
    setup,
    seen,
    groups: [...granted, ...kept],
    standing: standingOf(worker, at, { policy }),
  });
  return planFor(intent, observed, rulesOf(setup)).actions;
}

const BY_NAME = { idOf: (name: string) => name };

const standingOf = (worker: Worker, at: number, { policy }: Pick<Comparing, 'policy'>): Standing =>
  accessAt(worker, at, policy.access);

/** Memberships are in no listing: an account is taken to be in the groups that policy gives now. */
function observedBy(worker: Worker, { setup: { target }, seen, groups, standing: { workEmail } }: Seeing): Observed {
  const record = worker.targets[target.name];
  const managed = (record?.accounts ?? []).map((account) => ({
    record: { ...account, ownedGroups: groups },
    sighting: sightingOf(seen.byId.get(account.id)),
    groupIds: groups,
  }));
  const byEmail = workEmail === undefined ? undefined : sightingOf(seen.byEmail.get(normaliseEmail(workEmail)));
  return { managed, refusals: [], leaver: NOTHING_ELSE, ...(byEmail && { byEmail }) };
}

interface Seeing {
  readonly setup: TargetSetup;
  readonly seen: SeenAccounts;
  readonly groups: readonly string[];
  readonly standing: Standing;
}

const sightingOf = (account: Account | undefined): Sighting =>
  account ? { kind: 'present', account } : { kind: 'absent' };

const rulesOf = ({ settings, target }: TargetSetup): TargetRules => ({
  traits: target.traits,
  adopt: settings.adopt,
  idpGroupIds: settings.idpGroups,
  isProtected: protection(settings.protected, undefined),
});
