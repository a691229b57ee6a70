import { type CompanySettings, company } from '../support/company.ts';
import { interference, type Mishap } from './interference.ts';
import { finalState, type Scenario, settle } from './scenarios.ts';
import { recordWrites, whatHappened } from './what-happened.ts';

/** Plays a scenario to its end, under at most one mishap. */
export async function played(
  { play }: Scenario,
  settings: Pick<CompanySettings, 'target' | 'provider'>,
  at?: { readonly call: number; readonly mishap: Mishap },
) {
  const between = interference(at);
  const acme = await company({ between, ...settings });
  const writes = recordWrites(acme);
  await play(acme);
  const calls = [...between.calls];
  await settle(acme);
  return { acme, calls, state: await finalState(acme), happened: await whatHappened(acme, writes) };
}
