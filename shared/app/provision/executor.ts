import { civilDate } from '../../domain/civil-time.ts';
import { evaluate } from '../../domain/policy/evaluate.ts';
import type { Executor } from './converge-target.ts';
import type { ProvisionDeps, TargetSetup } from './deps.ts';
import { enforce } from './enforce.ts';
import { type Run, wait } from './run.ts';
import { writeDown } from './write-down.ts';

const SWITCH_MS = 5 * 60_000;

/** Chooses how plans are carried out on a target, by its mode and the switch for all writes. */
export async function executorFor(
  setup: TargetSetup,
  { ledger, policy, clock }: ProvisionDeps,
): Promise<(run: Run) => Executor> {
  const { name } = setup.target;
  if (await ledger.flags.writesOff()) {
    const lookAt = clock.now() + SWITCH_MS;
    const off: Executor = async (runs) => {
      for (const run of runs) wait(run, 'All writes are switched off', lookAt);
    };
    return () => off;
  }
  switch (await ledger.flags.modeOf(name)) {
    case 'observe':
      return () => writeDown;
    case 'enforce':
      return () => enforce;
    case 'pilot':
      return (run) => (isPilot(run, setup, policy, clock.now()) ? enforce : writeDown);
  }
}

/** Only whoever matches for certain is written. */
function isPilot(
  { standing }: Run,
  { settings: { pilot } }: TargetSetup,
  { lists }: ProvisionDeps['policy'],
  now: number,
): boolean {
  return (
    pilot !== undefined &&
    standing.engagements.some(
      (engagement) => evaluate(pilot, { ...engagement, today: civilDate(now, engagement.timeZone) }, lists) === true,
    )
  );
}
