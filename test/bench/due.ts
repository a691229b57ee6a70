import { quotaOf } from '../../shared/app/quota/budget.ts';
import { type Polling, polling } from '../shared/app/poll/polling.ts';
import { lifecycleEvent } from '../support/events.ts';
import type { Figure } from './measure.ts';

const WORKERS = 10_000;
const BATCH = 10;
const limits = { windowMinutes: 10, grants: { min: 10_000 } };

const dueNow = async ({ deps, clock }: Polling): Promise<number> => {
  const { dueLines } = deps.ledger;
  const lines = (['ending', 'joiner-mover', 'rest'] as const).flatMap((of) => [
    { class: of },
    ...(of === 'ending' ? [] : [{ class: of, target: 'atlan-prod' }]),
  ]);
  const counted = await Promise.all(
    lines.flatMap((line) => [
      dueLines.due(line, clock.now() + 1, WORKERS),
      dueLines.unserved(line, clock.now(), WORKERS),
    ]),
  );
  return counted.flat().length;
};

/**
 * 10,000 workers who are due at once, as after a mode is set: the minutes until all were looked at, in virtual time with the tick and the
 * queue. The floor is the requests that were needed, at the budget of a minute.
 */
export async function dueFigures(): Promise<readonly Figure[]> {
  const acme = await polling({ target: { requestsPerMinute: 400, limits, sweepMinutes: 1_440 }, mode: 'observe' }, 100);
  const said = Array.from({ length: WORKERS }, (_, n) =>
    lifecycleEvent(n, 'joined', {
      sourceKey: `hr:${n}`,
      attributes: { workEmail: `p${n}@example.com`, workerType: 'employee', department: 'Data' },
    }),
  );
  for (let at = 0; at < said.length; at += BATCH) {
    await acme.deliver(...said.slice(at, at + BATCH));
    acme.clock.advance(10_000);
  }
  await acme.deps.ledger.flags.setMode('atlan-prod', 'enforce', 'bench', acme.clock.now());
  acme.clock.advance(3_600_000);
  let [minutes, requests] = [0, 0];
  for (; (await dueNow(acme)) > 0 && minutes < 1_000; minutes++) {
    await acme.minute();
    await acme.follow();
    const { leavers, others } = await acme.deps.ledger.budgets.spent('atlan-prod', acme.clock.now());
    requests += leavers + others;
    if (acme.atlan.accounts().length === WORKERS) break;
  }
  const [setup] = acme.deps.targets;
  const { budget } = setup ? quotaOf(setup) : { budget: 1 };
  return [
    {
      what: `${WORKERS.toLocaleString('en')} joiners due at once, at ${budget} requests a minute, until all are invited`,
      unit: 'minutes',
      ours: minutes,
      floor: requests / budget,
    },
  ];
}
