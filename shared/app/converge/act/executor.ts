import { civilDate } from '../../../domain/civil-time.ts';
import { evaluate } from '../../../domain/policy/evaluate.ts';
import { isInForce } from '../../../domain/rollout/rollout.ts';
import type { Mode } from '../../../ports/ledger/flags.ts';
import type { Executor } from '../by-target/converge-target.ts';
import type { ActingDeps } from '../deps.ts';
import type { Run } from '../run.ts';
import type { TargetSetup } from '../target-setup.ts';
import { byTurn, forLeavers, isAdmitted } from './by-turn.ts';
import { enforce } from './enforce.ts';
import { waitForWrites, withoutRemovals } from './pausing.ts';
import { writeDown } from './write-down.ts';

/**
 * Chooses how plans are carried out on a target, by its mode, its rollout and what is switched off. Mode and rollout guard automation, not
 * people: whose access an operator has ended is written in every mode.
 */
export async function executorFor(
  setup: TargetSetup,
  { ledger, policy, clock }: Pick<ActingDeps, 'ledger' | 'policy' | 'clock'>,
): Promise<(run: Run) => Executor> {
  const { name } = setup.target;
  const [pauses, mode] = await Promise.all([ledger.flags.pauses(), ledger.flags.modeOf(name)]);
  const rollout = mode === 'enforce' ? undefined : await ledger.rollouts.read(name);
  const off = pauses.find(({ what }) => what === 'writes' || what === `target ${name}`);
  const act = off ? waitForWrites(off) : pauses.some(({ what }) => what === 'removals') ? withoutRemovals : enforce;
  if (!isInForce(rollout))
    return (run) => (isWritten(run, { setup, mode, policy, now: clock.now() }) ? act : writeDown);
  // no place of a day is used up while nothing can be written
  const others = off ? writeDown : byTurn(act);
  const leavers = forLeavers(act, rollout);
  return (run) => {
    if (isAdmitted(run, rollout)) return act;
    if (isOwnLeaver(run)) return leavers;
    return isWritten(run, { setup, mode, policy, now: clock.now() }) ? act : others;
  };
}

interface Judged {
  readonly setup: TargetSetup;
  readonly mode: Mode;
  readonly policy: ActingDeps['policy'];
  readonly now: number;
}

function isWritten(run: Run, { setup, mode, policy, now }: Judged): boolean {
  if (run.intent.kind === 'end' && run.intent.byOperator) return true;
  switch (mode) {
    case 'observe':
      return false;
    case 'enforce':
      return true;
    case 'pilot':
      return isPilot(run, setup, policy, now);
  }
}

/** A leaver whose account is ours: no rollout keeps a leaver signed in. */
const isOwnLeaver = ({ intent, accounts }: Run): boolean => intent.kind === 'end' && accounts.length > 0;

/**
 * Only a worker who matches for certain is written; and a leaver who may match and whom we gave an account, for HR may blank on leaving what
 * the pilot asks about.
 */
function isPilot(
  { standing, intent, accounts }: Run,
  { settings: { pilot } }: TargetSetup,
  { lists }: ActingDeps['policy'],
  now: number,
): boolean {
  if (!pilot) return false;
  const truths = standing.engagements.map((engagement) =>
    evaluate(pilot, { ...engagement, today: civilDate(now, engagement.timeZone) }, lists),
  );
  return truths.includes(true) || (truths.includes('unknown') && intent.kind === 'end' && accounts.length > 0);
}
