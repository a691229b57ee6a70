import { PermanentError, RetryableError } from '../../../domain/failure.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { commitWorker } from '../../converge/commit.ts';
import { convergeOn } from '../../converge/converge-on.ts';
import type { ActingDeps, TargetSetup } from '../../converge/deps.ts';
import { mindLeaver } from '../../converge/mind-leaver.ts';
import { turnHolds } from '../../converge/outbox.ts';
import { idleRun, type Member } from '../../converge/prepare.ts';
import { openChain } from '../../converge/receipts/receipt-chain.ts';
import { fail, type Run } from '../../converge/run.ts';
import { noticeTo } from '../../notice/notice-to.ts';
import type { OperatorRequest } from '../deps.ts';

export interface Insistence {
  readonly evenProtected: boolean;
  readonly despiteSwitch: boolean;
}

export interface OnTarget {
  readonly setup: TargetSetup;
  readonly run: Run;
}

const ATTEMPTS = 5;

/**
 * Brings one worker in line on every target from here, by provision's own pipeline and without its queue. What others should hear
 * stays in the worker's outbox, for provision to tell; only holds are opened and closed here. A target is asked although it is closed for
 * everybody. Answers how each target ended, once that is committed.
 */
export async function endEverywhere(
  workerKey: string,
  insistence: Insistence,
  asking: OperatorRequest,
): Promise<readonly OnTarget[]> {
  const { ledger, clock } = asking.deps;
  const deps = insistingDeps(insistence, asking);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const worker = await ledger.workers.load(workerKey);
    if (!worker) break;
    const standing = standingAt(worker.engagements, worker.overrides, clock.now());
    const member = { worker, standing, chain: await openChain(worker, deps) };
    const ended = await Promise.all(deps.targets.map((setup) => endOn(setup, member, { deps, asking })));
    const settled = ended.flatMap(({ setup, run }) =>
      run.end?.kind === 'settled' ? [{ target: setup.target.name, run, end: run.end }] : [],
    );
    if (settled.length < ended.length) continue;
    // the operator is told here how it stands; provision tells once it is overdue
    const minded = settled.map((one) => mindLeaver(member, one, { clock, notice: () => undefined }));
    for (const { run, end } of minded) run.end = end;
    const committed = await commitWorker(member, minded, deps);
    if (!committed) continue;
    await showHolds(committed, deps);
    return ended;
  }
  throw new RetryableError(`Worker ${workerKey} was changed by others ${ATTEMPTS} times in a row`);
}

/** Who asks what is held must find it, whether or not provision works; then nothing is left to tell of it. */
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
  { deps, asking }: { readonly deps: ActingDeps; readonly asking: OperatorRequest },
): Promise<OnTarget> {
  const { clock, observe } = asking.deps;
  const target = setup.target.name;
  const broken = (run: Run, error?: unknown): OnTarget => {
    const because = isOurs(error) ? error.message : 'a bug';
    observe.error('target-broken', { target, workerKey: member.worker.key, because });
    fail(run, 'Trouble of ours; it is tried again', clock.now());
    if (run.end?.kind === 'settled') run.end = { ...run.end, isCutOff: true };
    return { setup, run };
  };
  try {
    const [run] = await convergeOn(setup, [member], deps, { ...asking.call, insists: true });
    if (!run) return broken(idleRun(member, setup, clock.now()));
    return run.end?.kind === 'broken' ? broken(run, run.end.error) : { setup, run };
  } catch (error) {
    return broken(idleRun(member, setup, clock.now()), error);
  }
}

/** Only our own failures are known to quote nothing. */
const isOurs = (error: unknown): error is Error => error instanceof RetryableError || error instanceof PermanentError;

/** The world as provision sees it, less what the operator overrules. Our own credential stays protected whatever they say. */
function insistingDeps({ evenProtected, despiteSwitch }: Insistence, { deps }: OperatorRequest): ActingDeps {
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
