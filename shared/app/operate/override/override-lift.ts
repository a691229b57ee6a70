import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { overrideLiftCommand } from '../../../contracts/operate/override/override-lift.ts';
import { isInForce, type Override } from '../../../domain/worker/override.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { isAboutOwnAccess, OWN_ACCESS, operatorName } from '../operator.ts';
import { remind } from '../remind.ts';
import { noSuch } from '../unknown-names.ts';
import { changeWorker } from './change-worker.ts';
import { workerOfOverride } from './override-id.ts';
import { showOverride } from './show-override.ts';

/** Ends an override now and keeps it, with who took it back. The one who did may ask again. */
export async function overrideLift(
  { override: id, reason }: InputOf<typeof overrideLiftCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof overrideLiftCommand>>> {
  const { ledger, clock, observe } = request.deps;
  const workerKey = workerOfOverride(id);
  const known = workerKey === undefined ? undefined : await ledger.workers.load(workerKey);
  if (workerKey === undefined || !known?.overrides.some((one) => one.id === id))
    return noSuch({ field: 'override', names: 'override' }, request.deps);
  if (known.erased)
    return conflict(
      'What is kept on this worker was erased, and only this override says that access has ended: it stays',
    );
  if (await isAboutOwnAccess(workerKey, request)) return OWN_ACCESS;

  const now = clock.now();
  const actor = operatorName(request);
  const lift = (one: Override): Override => ({ ...one, until: now, lifted: { actor, reason } });
  const worker = await changeWorker(
    workerKey,
    ({ overrides, targets }) =>
      overrides.some((one) => one.id === id && isInForce(one, now))
        ? { overrides: overrides.map((one) => (one.id === id ? lift(one) : one)), targets }
        : undefined,
    request.deps,
  );
  const lifted = worker.overrides.find((one) => one.id === id);
  if (lifted?.lifted?.actor !== actor) return conflict(`This override already ended at ${iso(lifted?.until ?? now)}`);
  observe.count('OverrideLifted');
  observe.info('override-lifted', { workerKey });
  await remind(workerKey, request.deps);
  return answer({ workerKey, override: showOverride(lifted, { now, operators: request.deps.operators }) });
}
