import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import { beginningOf, endOf } from '../../../contracts/operate/instant.ts';
import type { reportJoinersCommand } from '../../../contracts/operate/report/report-joiners.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { TargetRecord } from '../../../domain/worker/worker.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import { wantedFor } from '../../converge/wanted-for.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { joinerRow } from './joiner-row.ts';
import { reportRows } from './report-rows.ts';
import { turningPoints } from './turning-points.ts';

/** Every start of a period, on every configured target. */
export async function reportJoiners(
  { from, to, cursor }: InputOf<typeof reportJoinersCommand>,
  { deps, call }: OperatorRequest,
): Promise<Answer<OutputOf<typeof reportJoinersCommand>>> {
  const { ledger, clock, targets, policy } = deps;
  const period = { from: beginningOf(from), to: endOf(to) };
  const now = clock.now();

  const report = await reportRows(
    cursor,
    async (worker) => {
      const points = await turningPoints(worker, { kind: 'joined', period }, ledger);
      if (points.length === 0) return { facts: 0, rows: [] };
      const chain = await ledger.receipts.chain(worker.key);
      const onTarget = targets.map(async (setup) => {
        const { name: target } = setup.target;
        const record = worker.targets[target];
        const accepted = await hasAccepted(target, record, ledger);
        return points.map((point) => {
          const { at } = point;
          const standing = standingAt(worker.engagements, worker.overrides, at, policy.access);
          const wanted = wantedFor({ worker, standing, setup, policy, at });
          return joinerRow({ workerKey: worker.key, target, point, record, wanted, chain, accepted, now });
        });
      });
      return { facts: points.length, rows: (await Promise.all(onTarget)).flat() };
    },
    { deps, call },
  );
  return answer(report);
}

/** By what poll saw last; undefined where it has seen no account of theirs. */
async function hasAccepted(
  target: string,
  record: TargetRecord | undefined,
  { inventory }: Pick<Ledger, 'inventory'>,
): Promise<boolean | undefined> {
  if (!record || record.accounts.length === 0) return undefined;
  const seen = await inventory.get(
    target,
    record.accounts.map(({ id }) => id),
  );
  const states = [...seen.values()].flatMap(({ account: { state } }) => state ?? []);
  return states.length === 0 ? undefined : states.some((state) => state !== 'invited');
}
