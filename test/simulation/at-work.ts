import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { settle } from './scenarios.ts';

/** What HR says of Ada. */
export const ada = {
  workEmail: 'ada@example.com',
  workerType: 'employee',
  department: 'Data',
  displayName: 'Ada Example',
  employeeNumber: '4711',
};
const joined = lifecycleEvent(1, 'joined', { attributes: ada });

/** Ada works here, and has accepted. */
export async function atWork(there?: Company): Promise<Company> {
  const acme = there ?? (await company());
  await acme.deliver(joined);
  acme.atlan.accept('ada@example.com');
  await settle(acme);
  return acme;
}

/** Kinds of the holds that are open. */
export const kinds = async ({ deps }: Company) =>
  (await deps.ledger.holds.listOpen(10)).filter(({ closed }) => !closed).map(({ kind }) => kind);
/** States of all accounts. */
export const state = ({ atlan }: Company) => atlan.accounts().map((account) => account.state);
