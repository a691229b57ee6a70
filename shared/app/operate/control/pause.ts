import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { pauseCommand } from '../../../contracts/operate/control/pause.ts';
import type { Pausable } from '../../../ports/ledger/flags.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { operatorName } from '../operator.ts';

type Input = InputOf<typeof pauseCommand>;
type Turned = OutputOf<typeof pauseCommand>;

export const pause = (input: Input, request: OperatorRequest) => turn(input, true, request);

export const resume = (input: Input, request: OperatorRequest) => turn(input, false, request);

/**
 * Sets a switch, also one that another operator set. A pause keeps the operator who paused first. AWS has the state of the intake: operator and reason are
 * written first, and AWS is told each time, so that asking again repairs what was cut short.
 */
async function turn(
  { what, target, reason }: Input,
  paused: boolean,
  request: OperatorRequest,
): Promise<Answer<Turned>> {
  const { ledger, intake, clock, observe } = request.deps;
  const which: Pausable = what === 'target' ? `target ${target ?? ''}` : what;
  const standing = (await ledger.flags.pauses()).find((one) => one.what === which);
  const turned = { what: which, actor: operatorName(request), reason, at: clock.now() };
  const { actor, reason: because, at } = (paused && standing) || turned;
  if (paused !== (standing !== undefined)) {
    await (paused ? ledger.flags.pause(turned) : ledger.flags.resume(turned));
    observe.count('SwitchTurned');
    observe.info('switch-turned', { what: which, paused });
  }
  if (what === 'intake') await intake.turn(paused ? 'paused' : 'running');
  return answer({ what, ...(target !== undefined && { target }), paused, actor, reason: because, since: iso(at) });
}
