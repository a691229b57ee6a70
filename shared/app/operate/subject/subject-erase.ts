import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { subjectEraseCommand } from '../../../contracts/operate/subject/subject-erase.ts';
import { type Override, UNTIL_LIFTED } from '../../../domain/worker/override.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { writeLedgerReceipt } from '../../converge/ledger-on-chain.ts';
import { type Answer, answer, conflict, type OperateDeps, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { isAboutOwnAccess, OWN_ACCESS, operatorName } from '../operator.ts';
import { changeWorker } from '../override/change-worker.ts';
import { overrideId } from '../override/override-id.ts';
import { NOBODY } from '../select-worker.ts';
import { type Kept, keptOf } from './kept-of.ts';
import { whyNotErased, whyNotErasedYet } from './why-not-erased.ts';

type Erased = OutputOf<typeof subjectEraseCommand>;

const ERASE = { action: 'erase', rule: 'operator' } as const;

/**
 * Erases what the ledger keeps on a worker who has left. First the worker is marked, and from then on takes in nothing that HR says; then
 * goes what leads to the worker, then what is in the worker's own item, last the payloads and the history. Safe to repeat: a call that was
 * cut off is gone on with, and what came afterwards is erased too.
 */
export async function subjectErase(
  { worker: key, reason = '', go = false }: InputOf<typeof subjectEraseCommand>,
  request: OperatorRequest,
): Promise<Answer<Erased>> {
  const { deps } = request;
  const worker = await deps.ledger.workers.load(key);
  if (!worker) return NOBODY;
  if (await isAboutOwnAccess(key, request)) return OWN_ACCESS;
  const kept = await keptOf(worker, deps.ledger);
  const because = worker.erased ? undefined : (whyNot(worker, deps) ?? (await whyNotErasedYet(worker, deps)));
  if (because !== undefined) return conflict(because);
  if (!go) return answer(shown(worker, kept, true));

  const closes = await writeLedgerReceipt(worker, { ...ERASE, verdict: 'intended' }, deps);
  const marked = await mark(worker, { actor: operatorName(request), reason }, deps);
  if (!marked.erased) {
    await writeLedgerReceipt(marked, { ...ERASE, verdict: 'not_done', closes }, deps);
    return conflict(whyNot(marked, deps) ?? 'The worker was changed at the same time: try again');
  }
  // what was recorded between the two is erased with the rest
  const all = await keptOf(marked, deps.ledger);
  const erased = await forget(marked, all, deps);
  await writeLedgerReceipt(erased, { ...ERASE, verdict: 'verified', closes }, deps);
  deps.observe.info('subject-erased', { workerKey: key });
  return answer(shown(erased, all, false));
}

const whyNot = (worker: Worker, { targets, policy: { access }, clock }: OperateDeps): string | undefined =>
  whyNotErased(worker, { configured: targets.map(({ target }) => target.name), access, now: clock.now() });

/** That access has ended is said by an operator from now on, because what HR said of it goes. */
function mark(
  { key }: Worker,
  { actor, reason }: Pick<Override, 'actor' | 'reason'>,
  deps: OperateDeps,
): Promise<Worker> {
  const at = deps.clock.now();
  return changeWorker(
    key,
    (worker) => {
      if (worker.erased || whyNot(worker, deps) !== undefined) return undefined;
      const ended = {
        id: overrideId(worker),
        kind: 'access_ended',
        actor,
        reason,
        from: at,
        until: UNTIL_LIFTED,
      } as const;
      return { overrides: [...worker.overrides, ended], erased: { at, actor, reason } };
    },
    deps,
  );
}

async function forget(worker: Worker, kept: Kept, deps: OperateDeps): Promise<Worker> {
  const { ledger, random } = deps;
  for (const sourceKey of kept.sourceKeys) await ledger.links.unlink(sourceKey, worker.key);
  for (const email of kept.addresses) await ledger.links.forgetEmail(email, worker.key);
  const salt = random.uuid();
  const erased = await changeWorker(
    worker.key,
    ({ overrides, erased }) => ({
      engagements: {},
      hasEngagementsInHistory: undefined,
      overrides: overrides.filter(({ kind, from }) => kind === 'access_ended' && from === erased?.at),
      links: undefined,
      addresses: [],
      recentEvents: [],
      salt,
    }),
    deps,
  );
  await ledger.receipts.erase(worker.key);
  await ledger.history.erase(worker.key);
  for (const record of kept.records)
    await ledger.inventory.put({ ...record, version: record.version + 1, account: { id: record.account.id } });
  return erased;
}

const shown = ({ key, erased }: Worker, kept: Kept, dryRun: boolean): Erased => ({
  workerKey: key,
  dryRun,
  ...(erased && { erasedAt: iso(erased.at) }),
  events: kept.events,
  payloads: kept.payloads,
  sourceKeys: kept.sourceKeys.length,
  addresses: kept.addresses.length,
  accounts: kept.records.length,
  stillThere: [...kept.stillThere],
});
