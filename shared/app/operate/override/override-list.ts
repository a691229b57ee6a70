import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { overrideListCommand } from '../../../contracts/operate/override/override-list.ts';
import { isInForce } from '../../../domain/worker/override.ts';
import { visitAll } from '../all-workers.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { NOBODY, selectWorker } from '../select-worker.ts';
import { showOverride } from './show-override.ts';

type Listed = OutputOf<typeof overrideListCommand>;

export async function overrideList(
  { cursor, ...whom }: InputOf<typeof overrideListCommand>,
  { deps: { ledger, clock, operators }, call }: OperatorRequest,
): Promise<Answer<Listed>> {
  const now = clock.now();
  if (Object.keys(whom).length > 0) {
    const worker = await selectWorker(whom, ledger);
    if (!worker) return NOBODY;
    const { key: workerKey, overrides } = worker;
    return answer({
      overrides: overrides.map((override) => ({ workerKey, ...showOverride(override, { now, operators }) })),
    });
  }

  const found: Listed['overrides'][number][] = [];
  const rest = await visitAll(ledger.workers, {
    cursor: cursor === 'start' ? undefined : cursor,
    hasTime: () => clock.now() < call.deadline,
    visit: async ({ key: workerKey, overrides }) => {
      for (const override of overrides)
        if (isInForce(override, now)) found.push({ workerKey, ...showOverride(override, { now, operators }) });
    },
  });
  return answer({
    overrides: found.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    ...(rest !== undefined && { next: rest || 'start' }),
  });
}
