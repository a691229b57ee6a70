import { done, mapOutcome, type Outcome } from '../../domain/outcome.ts';
import type { TargetRules } from '../../domain/plan/observed.ts';
import { REFUSAL_KEPT_MS } from '../../domain/plan/plan-leaving.ts';
import { isInForce } from '../../domain/rollout/rollout.ts';
import type { Standing } from '../../domain/worker/standing.ts';
import type { Worker } from '../../domain/worker/worker.ts';
import type { Call } from '../../ports/target/call.ts';
import { policyToKeepBy } from '../policy/active-policy.ts';
import { closedUntil, closeGate } from '../quota/gate.ts';
import type { Catalogue } from './catalogue.ts';
import type { ActingDeps } from './deps.ts';
import { protection } from './protection.ts';
import type { ReceiptChain } from './receipts/receipt-chain.ts';
import { withWhatWasDone } from './receipts/what-was-done.ts';
import { NO_RECORD, type Run } from './run.ts';
import type { TargetSetup } from './target-setup.ts';
import { addressOfAnother, mayGoOn } from './want/address-of-another.ts';
import { groupNames, intentFor, type Question } from './want/intent.ts';
import { lateGrant } from './want/late-grant.ts';
import { noRoleAsker } from './want/no-role.ts';
import { type Back, groupsForReturners, returningFor } from './want/returning.ts';
import { sponsorLeft } from './want/sponsor-left.ts';
import { wantedFor } from './wanted-for.ts';
import { writesOff } from './writes-off.ts';

/** A worker taken up for convergence. */
export interface Member {
  readonly worker: Worker;
  readonly standing: Standing;
  readonly chain: ReceiptChain;
}

export interface Prepared {
  readonly runs: readonly Run[];
  readonly rules: TargetRules;
  /** Why, and until when, nothing can be asked of the target; then the runs have no intent yet. */
  readonly stopped?: { readonly because: string; readonly at: number };
}

/** Works out what each worker is to have on a target, reading its groups and our own identity there where they matter. */
export async function prepare(
  setup: TargetSetup,
  members: readonly Member[],
  deps: ActingDeps,
  call: Call,
): Promise<Prepared> {
  const at = deps.clock.now();
  const asked = { setup, policy: deps.policy, keepBy: await policyToKeepBy(setup, deps), at };
  const questions = members.map(({ worker, standing }): Question => ({ worker, standing, ...asked }));
  const wanted = questions.map(wantedFor);
  const idle = (because: string, until: number): Prepared => ({
    runs: members.map((member) => idleRun(member, setup, at)),
    rules: rulesFor(setup, [], undefined),
    stopped: { because, at: until },
  });

  const isEnding = members.some(({ standing }) => standing.kind === 'ended');
  const closed = call.insists ? undefined : await closedUntil(setup.target.name, deps, isEnding);
  if (closed) return idle(closed.because, closed.at);
  const own = await deps.identities(setup.target, call);
  if (own.kind !== 'done') return idle(own.because, await closeGate(setup.target.name, own, deps));
  const known = members.map((member) => accountsOf(member, setup));
  const backs = questions.map((question, index) => ({ question, wanted: wanted[index], accounts: known[index] ?? [] }));
  const groups = (await groupsForReturners(setup, backs, deps, call)) ?? done([]);
  if (groups.kind !== 'done') return idle(groups.because, await closeGate(setup.target.name, groups, deps));
  const catalogue = await catalogueFor(setup, backs, deps, call);
  if (catalogue.kind !== 'done') return idle(catalogue.because, await closeGate(setup.target.name, catalogue, deps));

  const askAbout = await noRoleAsker(setup, deps);
  const runs = await Promise.all(
    members.map(async (member, index) => {
      const question = questions[index] ?? { ...member, ...asked };
      const asks = await askAbout(question, wanted[index]);
      const address = await addressOfAnother(question, deps);
      const isMoving = await mayGoOn(question, deps);
      const late = lateGrant(question);
      const doubt = await sponsorLeft(question, deps);
      const back = backs[index];
      const returning = back && returningFor(back, { groups: groups.value, catalogue: catalogue.value });
      return newRun(
        member,
        setup,
        intentFor(
          {
            ...question,
            ...(asks && { asks }),
            ...(address && { address }),
            ...(isMoving && { mayGoOn: true }),
            ...(late && { late }),
            ...(doubt && { sponsorLeft: doubt }),
            ...(returning && { returning }),
          },
          wanted[index],
          catalogue.value,
        ),
        at,
      );
    }),
  );
  const idpGroupIds = setup.settings.idpGroups.flatMap((name) => catalogue.value.idOf(name) ?? []);
  const configured = [...Object.keys(setup.settings.groups), ...setup.settings.idpGroups];
  for (const [index, run] of runs.entries()) {
    for (const { id, alias, name } of groups.value) run.groupNames.set(id, alias ?? name);
    nameGroups(run, [...groupNames(wanted[index]).granted, ...configured], catalogue.value);
  }
  return { runs, rules: rulesFor(setup, idpGroupIds, own.value) };
}

function nameGroups({ groupNames: names }: Run, configured: readonly string[], catalogue: Catalogue): void {
  for (const name of configured) {
    const id = catalogue.idOf(name);
    if (id !== undefined) names.set(id, name);
  }
}

const rulesFor = (
  { settings, target }: TargetSetup,
  idpGroupIds: readonly string[],
  ownId: string | undefined,
): TargetRules => ({
  traits: target.traits,
  adopt: settings.adopt,
  ...(settings.leaverAssets && { leaverAssets: settings.leaverAssets }),
  ...(settings.leaverTokens && { leaverTokens: settings.leaverTokens }),
  idpGroupIds,
  isProtected: protection(settings.protected, ownId),
});

/** The groups of the target, read only where a worker's plan depends on them, and created where policy may. */
async function catalogueFor(
  setup: TargetSetup,
  backs: readonly Back[],
  { catalogues, ledger }: ActingDeps,
  call: Call,
): Promise<Outcome<Catalogue>> {
  const groups = backs.map(({ wanted }) => groupNames(wanted));
  const granted = [...new Set(groups.flatMap((one) => one.granted))];
  const names = [...new Set([...granted, ...groups.flatMap(({ kept }) => kept), ...setup.settings.idpGroups])];
  // what a worker was given again stays only while no rule decides about it
  const isToldApart = backs.some(({ accounts }) => accounts.some(({ returnedGroups }) => returnedGroups));
  if (names.length === 0 && !isToldApart) return done({ idOf: () => undefined });
  const catalogue = await catalogues.read(setup, names, call);
  if (catalogue.kind !== 'done') return catalogue;
  // a group that only undecided rules name has no members yet
  const creatable = granted.filter(
    (name) => catalogue.value.idOf(name) === undefined && setup.settings.groups[name]?.create === true,
  );
  const mode = await ledger.flags.modeOf(setup.target.name);
  if (creatable.length === 0) return catalogue;
  // workers whom a rollout admits need the groups; until then these have no members
  const isRolledOut = mode !== 'enforce' && isInForce(await ledger.rollouts.read(setup.target.name));
  // observe mode shows who would be in a group that would be made
  if (mode === 'observe' && !isRolledOut)
    return mapOutcome(catalogue, (known) => ({
      idOf: (name) => known.idOf(name) ?? (creatable.includes(name) ? `new group ${name}` : undefined),
    }));
  if ((mode !== 'enforce' && !isRolledOut) || (await writesOff(setup.target.name, ledger.flags))) return catalogue;
  const created = await catalogues.createMissing(setup, creatable, call);
  // a worker who should be in a group that cannot be created waits for it; the others go on
  return created.kind === 'refused' || created.kind === 'permanent' ? catalogue : mapOutcome(created, (value) => value);
}

/** A run for a worker who is not checked now. */
export const idleRun = (member: Member, setup: TargetSetup, now: number): Run =>
  newRun(member, setup, { kind: 'leave-alone', because: '' }, now);

/** What is known of a worker's accounts, with what was done to them since the last commit. */
const accountsOf = ({ worker, chain }: Member, { target: { name } }: TargetSetup): Run['accounts'] =>
  (worker.targets[name]?.accounts ?? []).map((account) => withWhatWasDone(account, chain, name));

function newRun(member: Member, setup: TargetSetup, intent: Run['intent'], now: number): Run {
  const { worker, standing, chain } = member;
  const before = worker.targets[setup.target.name] ?? NO_RECORD;
  return {
    worker,
    standing,
    intent,
    chain,
    before,
    accounts: accountsOf(member, setup),
    refusals: before.refusals.filter(({ at }) => at > now - REFUSAL_KEPT_MS),
    seen: new Map(),
    asked: [],
    executed: [],
    existed: new Map(),
    invited: new Set(),
    told: [],
    admitted: before.admitted,
    groupNames: new Map(),
    filledAtSignIn: new Set(),
  };
}
