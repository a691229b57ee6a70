import type { RosterRow } from '../../../../contracts/operate/report/report-roster.ts';
import { connectionOf } from '../../../../domain/event/source-key.ts';
import { isDisabled } from '../../../../domain/plan/action.ts';
import { accessAt } from '../../../../domain/worker/access-standing.ts';
import { byHrsWords } from '../../../../domain/worker/by-hrs-words.ts';
import type { Standing } from '../../../../domain/worker/standing.ts';
import type { Worker } from '../../../../domain/worker/worker.ts';
import type { Ledger } from '../../../../ports/ledger/ledger.ts';
import type { TargetSetup } from '../../../converge/target-setup.ts';
import { wantedFor } from '../../../converge/wanted-for.ts';
import type { OperateDeps } from '../../deps.ts';
import type { Contribution } from '../report-rows.ts';

interface Compared {
  readonly connection: string;
  /** Whom the list has. */
  readonly workerKeys: ReadonlySet<string>;
  /** Epoch ms. */
  readonly now: number;
  readonly deps: Pick<OperateDeps, 'ledger' | 'policy' | 'targets'>;
}

const NOTHING: Contribution<RosterRow> = { facts: 0, rows: [] };

/**
 * Counts a worker who has access by a connection's words, or is to have it, and answers a row for one whom its list does not have. Who is
 * kept by an operator alone is none of them: HR ended them.
 */
export async function accessInList(
  worker: Worker,
  { connection, workerKeys, now, deps: { ledger, policy, targets } }: Compared,
): Promise<Contribution<RosterRow>> {
  const standing = accessAt(byHrsWords(worker), now, policy.access);
  const sourceKeys = goingOn(standing);
  const isElsewhere = sourceKeys.some((key) => connectionOf(key) !== connection);
  if (sourceKeys.every((key) => connectionOf(key) !== connection)) return NOTHING;

  const isListed = workerKeys.has(worker.key);
  const isToHave = targets.some((setup) => isGiven(worker, { standing, setup, policy, at: now }));
  if (isListed && (isToHave || isElsewhere)) return { facts: isElsewhere ? 0 : 1, rows: [] };
  const open = await openAccounts(worker, targets, ledger);
  if (!isToHave && open.length === 0) return NOTHING;
  const since = standing.engagements.flatMap(({ startDate }) => startDate ?? []).toSorted()[0];
  const row: RosterRow = {
    state: isElsewhere ? 'elsewhere' : 'missing',
    workerKey: worker.key,
    sourceKeys,
    ...(since !== undefined && { since }),
    targets: open,
  };
  return { facts: isElsewhere ? 0 : 1, rows: isListed ? [] : [row] };
}

const goingOn = ({ kind, engagements }: Standing): readonly string[] =>
  kind === 'active' || kind === 'presumed' ? engagements.map(({ sourceKey }) => sourceKey) : [];

function isGiven(worker: Worker, question: Omit<Parameters<typeof wantedFor>[0], 'worker'>): boolean {
  const wanted = wantedFor({ ...question, worker });
  return wanted?.role !== undefined || wanted?.undecidedRole !== undefined;
}

/** The targets on which an account of the worker is not known to be ended. */
async function openAccounts(
  { targets: records }: Worker,
  targets: readonly TargetSetup[],
  { inventory }: Pick<Ledger, 'inventory'>,
): Promise<readonly string[]> {
  const each = targets.map(async ({ target: { name } }) => {
    const accounts = records[name]?.accounts ?? [];
    if (accounts.length === 0) return [];
    const seen = await inventory.get(
      name,
      accounts.map(({ id }) => id),
    );
    const isOpen = accounts.some(({ id, endedAt }) => {
      const record = seen.get(id);
      if (!record) return endedAt === undefined;
      return record.removedAt === undefined && !isDisabled(record.account);
    });
    return isOpen ? [name] : [];
  });
  return (await Promise.all(each)).flat();
}
