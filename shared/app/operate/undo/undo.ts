import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { PlannedTarget } from '../../../contracts/operate/explain/planned.ts';
import type { undoCommand } from '../../../contracts/operate/override/undo.ts';
import { isChainOfOperators } from '../../../domain/chain/operators-chains.ts';
import { type Taken, takenWith } from '../../../domain/chain/taken.ts';
import { readReceiptName } from '../../../domain/receipt.ts';
import { type AccessDates, accessAt } from '../../../domain/worker/access-standing.ts';
import { endingOverride, UNTIL_LIFTED } from '../../../domain/worker/override.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { type Answer, answer, conflict, type OperatorRequest, type Refusal } from '../deps.ts';
import { isAboutOwnAccess, OWN_ACCESS, operatorName } from '../operator.ts';
import { changeWorker } from '../override/change-worker.ts';
import { BEYOND, keptUntil } from '../override/kept-until.ts';
import { showOverride } from '../override/show-override.ts';
import { plannedTarget } from '../rehearsal/planned-target.ts';
import { remind } from '../remind.ts';
import { noSuch } from '../unknown-names.ts';
import { comesBack } from './comes-back.ts';
import { inForceOf, type Words, wordsFor } from './words.ts';

type Undone = OutputOf<typeof undoCommand>;

/**
 * Gives back what a wrong ending took, as far as the rules allow it now. First it shows the same steps that provision would take; with
 * `go` it states the overrides by which provision takes them. Safe to repeat: what stands is not stated again.
 */
export async function undo(
  { receipt, until, reason = '', go = false }: InputOf<typeof undoCommand>,
  request: OperatorRequest,
): Promise<Answer<Undone>> {
  const { deps } = request;
  const now = deps.clock.now();
  const found = await whatItTook(receipt, request);
  if (found.kind !== 'done') return found;
  const { worker, taken } = found.value;
  if (await isAboutOwnAccess(worker.key, request)) return OWN_ACCESS;
  const refusal = whyNot(worker, now, deps.policy.access);
  if (refusal) return refusal;
  const end = until === undefined ? UNTIL_LIFTED : keptUntil(until, worker, now);
  if (end === undefined) return BEYOND;

  const words: Words = { actor: operatorName(request), reason, from: now, until: end };
  const imagined = (groups: Parameters<typeof wordsFor>[1]): Worker => ({
    ...worker,
    overrides: [...worker.overrides, ...wordsFor(worker, groups, { words, access: deps.policy.access })],
  });
  const { groups, notGivenBack } = await comesBack(taken, imagined([]), request);
  if (inForceOf(imagined(groups), now).length === 0)
    return conflict(
      `Nothing that receipt ${receipt} took can be given back: ${notGivenBack.map(({ because }) => because).join('; ') || 'the worker has it, or the rules decide about it'}`,
    );
  const targets: PlannedTarget[] = [];
  for (const setup of deps.targets)
    targets.push((await plannedTarget({ worker: imagined(groups), setup, at: now }, request)).planned);
  const shown = (of: Worker): Undone => ({
    receipt,
    workerKey: worker.key,
    dryRun: !go,
    overrides: inForceOf(of, now).map((override) => showOverride(override, { now, operators: deps.operators })),
    targets,
    notGivenBack: [...notGivenBack],
  });
  if (!go) return answer(shown(imagined(groups)));

  let isNew = false;
  const changed = await changeWorker(
    worker.key,
    (current) => {
      const stated = wordsFor(current, groups, { words, access: deps.policy.access });
      isNew = stated.length > 0;
      return isNew ? { overrides: [...current.overrides, ...stated] } : undefined;
    },
    deps,
  );
  if (isNew) {
    deps.observe.count('OverrideStated');
    deps.observe.info('override-stated', { workerKey: worker.key, kind: 'access_kept' });
  }
  await remind(worker.key, deps);
  return answer(shown(changed));
}

async function whatItTook(
  receipt: string,
  { deps }: OperatorRequest,
): Promise<Answer<{ readonly worker: Worker; readonly taken: readonly Taken[] }>> {
  const name = readReceiptName(receipt);
  if (name && isChainOfOperators(name.workerKey))
    return conflict(
      `Receipt ${receipt} is of an operator’s change of a target and took nothing from a worker: name a receipt of the worker, as explain shows it`,
    );
  const worker = name && (await deps.ledger.workers.load(name.workerKey));
  if (!name || !worker) return noSuch({ field: 'receipt', names: 'receipt' }, deps);
  const chain = await deps.ledger.receipts.chain(worker.key);
  // half of what an ending took would come back in silence
  if (!worker.erased && chain.some(({ header, payload }) => header.position === name.position && !payload))
    return conflict(
      `What receipt ${receipt} says was forgotten by retention.leaverPayloadDays, so what it took is not known: have HR correct its word, then the rules give access again`,
    );
  const taken = takenWith(chain, name.position);
  if (!taken)
    return conflict(
      `Receipt ${receipt} took nothing from the worker: name one of a disable, a delete, a lowered role or a membership that ended, as explain shows it`,
    );
  return answer({ worker, taken });
}

function whyNot(worker: Worker, now: number, access: AccessDates): Refusal | undefined {
  const { overrides, erased } = worker;
  if (erased) return conflict('What is kept on this worker was erased: a person who is hired again is a new worker');
  const ended = endingOverride(overrides, now);
  if (ended)
    return conflict(`An operator override ended this access: run override lift ${ended.id} first, then undo again`);
  const { kind } = accessAt(worker, now, access);
  if (kind === 'ended' || kind === 'active') return undefined;
  return conflict(
    'By what HR says this worker does not work here yet, so there is no access to keep: have HR correct it',
  );
}
