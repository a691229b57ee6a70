import { type CompanySettings, company } from '../support/company.ts';
import { type Case, interference, type Mishap } from './interference.ts';
import { finalState, type Scenario, settle } from './scenarios.ts';
import { recordWrites, whatHappened } from './what-happened.ts';

/** Plays a scenario to its end, under at most one mishap; `cases`: the ways in which one of `mishaps` could meet it. */
export async function played(
  { play }: Scenario,
  settings: Pick<CompanySettings, 'target' | 'provider'>,
  { at, mishaps = [] }: { readonly at?: Case; readonly mishaps?: readonly Mishap[] } = {},
) {
  const between = interference(at);
  const acme = await company({ between, ...settings });
  const writes = recordWrites(acme);
  await play(acme);
  const cases = { everywhere: between.cases(mishaps), ofChanges: between.casesOfChanges(mishaps) };
  await settle(acme);
  return { acme, cases, state: await finalState(acme), happened: await whatHappened(acme, writes) };
}
