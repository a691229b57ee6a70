import type { PlannedTarget } from '../../../contracts/operate/explain/planned.ts';
import type { Hold } from '../../../ports/ledger/people/holds.ts';
import { type DryRun, dryRun, type Tried } from '../../converge/dry-run.ts';
import type { OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { plannedStep } from './planned-step.ts';

/** What would be done for one worker on one target, for an operator to read; and every hold that guards asked about. */
export async function plannedTarget(
  run: DryRun,
  asking: Pick<OperatorRequest, 'deps' | 'call'>,
): Promise<{ readonly planned: PlannedTarget; readonly holds: readonly Hold[] }> {
  const tried = await dryRun(run, asking);
  const { mode, sends, steps, held, afterwards, holds, groupName } = tried;
  const stopped = stoppedText(tried);
  const planned = {
    target: run.setup.target.name,
    mode,
    sends,
    ...(stopped !== undefined && { stopped }),
    steps: [
      ...steps.map((action) => ({ ...plannedStep(action, groupName), held: false })),
      ...held.map((action) => ({ ...plannedStep(action, groupName), held: true })),
    ],
    afterwards: stopped === undefined ? afterwards : { ...afterwards, because: stopped },
    holds: holds.map(({ id, kind, because, decision }) => ({
      id,
      kind,
      because,
      ...(decision && { decision: decision.verdict }),
    })),
  };
  return { planned, holds };
}

function stoppedText({ stopped }: Tried): string | undefined {
  if (stopped?.closedUntil === undefined) return stopped?.because;
  return `${stopped.because} (closed until ${iso(stopped.closedUntil)})`;
}
