import { isMisaddressed } from '../../../domain/plan/misaddressed.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import type { Run, RunChange } from '../run.ts';

/**
 * Marks the accounts that came of an invitation to a wrong address, as the last look shows them. The mark is kept however this run ends:
 * the person who accepts the invitation afterwards is still not the worker.
 */
export function noteMisaddressed(run: Run): RunChange {
  const { intent, observed } = run;
  if (intent.kind !== 'grant' || intent.email === undefined || !observed) return {};
  const seen = observed.managed.filter(({ sighting }) => sighting.kind === 'present');
  const marks = new Map(seen.map((look) => [look.record.id, isMisaddressed(look, intent.email)]));
  const marked = (account: ManagedAccount): ManagedAccount => {
    const { isMisaddressed: before, ...rest } = account;
    return (marks.get(account.id) ?? before) ? { ...rest, isMisaddressed: true } : rest;
  };
  const managed = observed.managed.map((look) => ({ ...look, record: marked(look.record) }));
  return { accounts: run.accounts.map(marked), observed: { ...observed, managed } };
}
