import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { workerRemoveCommand } from '../../../contracts/operate/override/worker-remove.ts';
import type { Removal } from '../../../domain/account/removal.ts';
import { objection } from '../../../domain/plan/leaving/remove-accounts.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { protection } from '../../converge/protection.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { booked } from '../../quota/budget.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { operatorName } from '../operator.ts';
import { changeWorker } from '../override/change-worker.ts';
import { remind } from '../remind.ts';
import { noSuch } from '../unknown-names.ts';
import { admitRemoval } from './admit-removal.ts';
import { lookAtRemoval, type Seen } from './look-at-removal.ts';

type Input = InputOf<typeof workerRemoveCommand>;
type Output = OutputOf<typeof workerRemoveCommand>;

const NAMED = 20;

/**
 * Writes down that an operator wants an ended account removed for good, after a look that finds nothing against it. Provision opens the
 * hold; the target is not written here. Asked again with the same other account it is the same request.
 */
export async function workerRemove(input: Input, request: OperatorRequest): Promise<Answer<Output>> {
  const { deps, call } = request;
  const setup = deps.targets.find(({ target }) => target.name === input.target);
  if (!setup) return noSuch({ field: 'target', names: 'target' }, deps);
  const worker = await deps.ledger.workers.load(input.worker);
  if (!worker) return noSuch({ field: 'worker', names: 'worker' }, deps);
  const ended = (worker.targets[input.target]?.accounts ?? []).filter(({ endedAt }) => endedAt !== undefined);
  const own = await deps.identities(setup.target, call);
  if (own.kind !== 'done') return conflict(own.because);
  const task = (counting: typeof call) =>
    lookAtRemoval(setup.target, { ids: ended.map(({ id }) => id), transferTo: input.transferTo }, counting);
  const looked = await booked(setup, deps, { call, task });
  if (looked.kind !== 'done') return conflict(looked.because);
  const { seen, isKnown } = looked.value;
  if (!isKnown) return noSuch({ field: 'transferTo', names: 'account', given: { target: input.target } }, deps);
  const refused = await admitRemoval({ worker, setup, seen }, request);
  if (refused) return refused;
  const [one] = seen;
  if (!one) return conflict('The account is gone already');
  const against = objection(
    { account: one.account, toAccountId: input.transferTo, seen: one.removal },
    { traits: setup.target.traits, isProtected: protection(setup.settings.protected, own.value) },
  );
  if (against) return conflict(`The account cannot be removed: ${against.because}`);
  return ask(input, one, { worker, setup }, request);
}

async function ask(
  { target, transferTo, reason }: Input,
  { account, removal: { tokens, assets } }: Seen,
  { worker: { key }, setup }: { readonly worker: Worker; readonly setup: TargetSetup },
  request: OperatorRequest,
): Promise<Answer<Output>> {
  const { deps } = request;
  const now = deps.clock.now();
  const run = setup.target.removal?.nameOf(account.id, now) ?? '';
  const fresh: Removal = { toAccountId: transferTo, run, actor: operatorName(request), reason, at: now };
  let stands: Removal | undefined;
  await changeWorker(
    key,
    ({ targets }) => {
      const record = targets[target];
      const known = record?.accounts.find(({ id }) => id === account.id)?.removal;
      stands = known?.since !== undefined || known?.toAccountId === transferTo ? known : undefined;
      if (!record || stands) return undefined;
      const accounts = record.accounts.map((one) => (one.id === account.id ? { ...one, removal: fresh } : one));
      return { targets: { ...targets, [target]: { ...record, accounts } } };
    },
    deps,
  );
  if (stands?.since !== undefined)
    return conflict('The target is removing this account already; explain shows how far it is');
  deps.observe.info('removal-asked', { target, workerKey: key, accountId: account.id });
  await remind(key, deps);
  const made = tokens.kind === 'listed' ? tokens.tokens : [];
  return answer({
    workerKey: key,
    target,
    accountId: account.id,
    transferTo,
    tokens: { count: made.length, ids: made.slice(0, NAMED).map(({ id }) => id) },
    ...(assets?.kind === 'listed' && { assets: assets.count }),
    run: stands?.run ?? run,
    result: stands ? 'unchanged' : 'asked',
  });
}
