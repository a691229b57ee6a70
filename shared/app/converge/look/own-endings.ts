import type { Observed } from '../../../domain/plan/observed.ts';
import type { Verdict } from '../../../domain/receipt.ts';
import type { ProvisionDeps } from '../deps.ts';
import { advance, type Run } from '../run.ts';

/** More receipts than the steps of one convergence are. */
const RECENT = 40;

/**
 * An account that is gone may have ended by a step of ours of which only the receipts tell, because the run that took it was cut off before
 * its commit: then no person deleted it, and its worker is invited again without a question.
 */
export async function noteOwnEndings(
  run: Run,
  target: string,
  { ledger: { receipts } }: Pick<ProvisionDeps, 'ledger'>,
): Promise<void> {
  const { observed, worker } = run;
  const gone = (observed?.managed ?? []).filter(
    ({ record, sighting }) => sighting.kind === 'absent' && record.endedAt === undefined,
  );
  if (!observed || gone.length === 0) return;
  const chain = await receipts.chain(worker.key, Math.max(0, worker.receipts.next - RECENT));
  const endedAt = new Map<string, number>();
  for (const { record } of gone) {
    const last = chain.findLast(
      ({ header }) => header.target === target && header.accountId === record.id && SIGN_IN.includes(header.action),
    )?.header;
    if (last && last.action !== 'enable' && !NOTHING_DONE.includes(last.verdict)) endedAt.set(record.id, last.at);
  }
  if (endedAt.size === 0) return;
  const ended = <One extends Observed['managed'][number]['record']>(record: One): One => {
    const at = endedAt.get(record.id);
    return at === undefined ? record : { ...record, endedAt: at };
  };
  advance(run, {
    accounts: run.accounts.map(ended),
    observed: { ...observed, managed: observed.managed.map((look) => ({ ...look, record: ended(look.record) })) },
  });
}

const SIGN_IN: readonly string[] = ['enable', 'disable', 'delete'];
const NOTHING_DONE: readonly Verdict[] = ['refused', 'not_done', 'would_apply'];
