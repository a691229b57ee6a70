import type { Told } from '../../contracts/signals/names.ts';
import { PermanentError, RetryableError } from '../../domain/failure.ts';
import { FORESTALLED, untilWritten } from '../../domain/until-written.ts';
import { accessAt } from '../../domain/worker/access-standing.ts';
import type { Worker } from '../../domain/worker/worker.ts';
import type { Observe } from '../../ports/observe.ts';
import type { Call } from '../../ports/target/call.ts';
import { noticeTo } from '../notice/notice-to.ts';
import { convergeOn } from './by-target/converge-on.ts';
import { commitWorker } from './commit/commit.ts';
import { escalateOverdueLeaver } from './commit/escalate-overdue-leaver.ts';
import { turnHolds } from './commit/outbox.ts';
import type { ActingDeps } from './deps.ts';
import { idleRun, type Member } from './prepare.ts';
import { openChain } from './receipts/receipt-chain.ts';
import { advance, failing, type Run } from './run.ts';
import type { TargetSetup } from './target-setup.ts';

export interface Insistence {
  readonly evenProtected: boolean;
  readonly despiteSwitch: boolean;
}

/** What an operator's ending needs of the world. */
interface EndNowDeps extends Omit<ActingDeps, 'notice'> {
  readonly observe: Observe<Told>;
}

interface EndingNow {
  readonly deps: EndNowDeps;
  readonly call: Call;
}

export interface OnTarget {
  readonly setup: TargetSetup;
  readonly run: Run;
}

const ATTEMPTS = 5;

/**
 * Brings one worker in line on every target from here, by provision's own pipeline and without its queue. What others must get
 * stays in the worker's outbox, for provision to send; only holds are opened and closed here. A target is asked although its gate is closed for
 * all workers. Answers how each target ended, once that is committed.
 */
export async function endNow(
  workerKey: string,
  insistence: Insistence,
  ending: EndingNow,
): Promise<readonly OnTarget[]> {
  const { ledger, clock } = ending.deps;
  const deps = insistingDeps(insistence, ending.deps);
  return untilWritten(`Worker ${workerKey}`, ATTEMPTS, async () => {
    const worker = await ledger.workers.load(workerKey);
    if (!worker) return FORESTALLED;
    const standing = accessAt(worker, clock.now(), deps.policy.access);
    const member = { worker, standing, chain: await openChain(worker, deps) };
    const ended = await Promise.all(deps.targets.map((setup) => endOn(setup, member, { deps, ending })));
    const settled = ended.flatMap(({ setup, run }) =>
      run.end?.kind === 'settled' ? [{ target: setup.target.name, run, end: run.end }] : [],
    );
    if (settled.length < ended.length) return FORESTALLED;
    // the answer says here how it stands; provision reports it once it is overdue
    const escalated = settled.map((one) => escalateOverdueLeaver(member, one, { clock, notice: () => undefined }));
    for (const { run, end } of escalated) advance(run, { end });
    const committed = await commitWorker(member, escalated, deps);
    if (!committed) return FORESTALLED;
    await showHolds(committed, deps);
    return ended;
  });
}

/** An operator who lists holds must find it, whether or not provision works; then nothing is left to send. */
async function showHolds(worker: Worker, deps: ActingDeps): Promise<void> {
  const isOfHolds = ({ kind }: Worker['outbox'][number]) => kind === 'hold' || kind === 'hold-closed';
  if (!worker.outbox.some(isOfHolds)) return;
  await turnHolds(worker, deps);
  // another process that changed the worker since has taken the outbox over, and sends it again
  await deps.ledger.workers.commit({ ...worker, outbox: worker.outbox.filter((entry) => !isOfHolds(entry)) });
}

/** Trouble of ours with one target, a secret that is missing say, leaves the others theirs; it is tried again in a minute. */
async function endOn(
  setup: TargetSetup,
  member: Member,
  { deps, ending }: { readonly deps: ActingDeps; readonly ending: EndingNow },
): Promise<OnTarget> {
  const { clock, observe } = ending.deps;
  const target = setup.target.name;
  const broken = (run: Run, error?: unknown): OnTarget => {
    const because = isOurs(error) ? error.message : 'a bug';
    observe.error('target-broken', { target, workerKey: member.worker.key, because });
    advance(run, { end: { ...failing(run, 'An internal error; it is tried again', clock.now()), isCutOff: true } });
    return { setup, run };
  };
  try {
    const [run] = await convergeOn(setup, [member], deps, { ...ending.call, insists: true });
    if (!run) return broken(idleRun(member, setup, clock.now()));
    return run.end?.kind === 'broken' ? broken(run, run.end.error) : { setup, run };
  } catch (error) {
    return broken(idleRun(member, setup, clock.now()), error);
  }
}

/** Only our own failures are known to quote nothing. */
const isOurs = (error: unknown): error is Error => error instanceof RetryableError || error instanceof PermanentError;

/** The world as provision sees it, less what the operator overrules. Our own credential stays protected whatever they say. */
function insistingDeps({ evenProtected, despiteSwitch }: Insistence, deps: EndNowDeps): ActingDeps {
  const { ledger, targets } = deps;
  const nobody = { ids: [], emails: [], globs: [] };
  return {
    ...deps,
    notice: noticeTo(deps.observe),
    ...(evenProtected && {
      targets: targets.map(({ target, settings }) => ({ target, settings: { ...settings, protected: nobody } })),
    }),
    ...(despiteSwitch && { ledger: { ...ledger, flags: { ...ledger.flags, pauses: async () => [] } } }),
  };
}
