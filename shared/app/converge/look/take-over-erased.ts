import { FORESTALLED, untilWritten } from '../../../domain/until-written.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { Run } from '../run.ts';

const ATTEMPTS = 10;

/**
 * The account at a joiner's address may be one of a person whose data was erased, and who is hired again: from now on it is no other worker's,
 * so that it is not ended as the erased worker's once it is enabled.
 */
export async function takeOverErased(run: Run, target: string, deps: Pick<ProvisionDeps, 'ledger'>): Promise<void> {
  const { byEmail } = run.observed ?? {};
  if (run.intent.kind !== 'grant' || byEmail?.kind !== 'present') return;
  const { id } = byEmail.account;
  const { claims, workers } = deps.ledger;
  const holder = await claims.holderOf(target, id);
  if (holder === undefined || holder === run.worker.key) return;
  if (!(await workers.load(holder))?.erased) return;
  await letGo(holder, { target, id }, deps);
  await claims.give(target, id, run.worker.key);
}

async function letGo(
  key: string,
  { target, id }: { readonly target: string; readonly id: string },
  { ledger: { workers } }: Pick<ProvisionDeps, 'ledger'>,
): Promise<void> {
  await untilWritten(`Worker ${key}`, ATTEMPTS, async () => {
    const worker = await workers.load(key);
    const without = worker && withoutAccount(worker, target, id);
    if (!without) return undefined;
    return (await workers.commit(without)) === 'committed' ? undefined : FORESTALLED;
  });
}

function withoutAccount(worker: Worker, target: string, id: string): Worker | undefined {
  const record = worker.targets[target];
  if (!record) return undefined;
  const accounts = record.accounts.filter((account) => account.id !== id);
  const foreign = record.foreign?.filter((one) => one !== id);
  return {
    ...worker,
    targets: { ...worker.targets, [target]: { ...record, accounts, ...(foreign && { foreign }) } },
  };
}
