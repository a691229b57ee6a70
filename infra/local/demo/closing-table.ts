import Table from 'cli-table3';

import type { Explanation } from '../../../shared/contracts/operate/explanation.ts';
import { type Colleague, EVERYBODY } from './staff.ts';
import type { Stage, TenantUser } from './stage.ts';

/** One worker at the end of the day, in four words. */
export interface WorkerRow {
  readonly worker: string;
  readonly hr: string;
  readonly policy: string;
  readonly atlan: Readonly<Record<string, string>>;
  readonly receipt: string;
}

/** What HR says, what policy wants, what the tenants have, and the last receipt, of everybody. */
export async function closingRows(stage: Stage): Promise<readonly WorkerRow[]> {
  const targets = Object.keys(stage.cloud.tenants);
  const users = new Map(await Promise.all(targets.map(async (target) => [target, await stage.users(target)] as const)));
  return Promise.all(
    EVERYBODY.map(async (colleague) => {
      const explained = await stage.explain(colleague);
      return {
        worker: colleague.name,
        hr: explained?.standing.kind ?? 'unknown',
        policy: targets.map((target) => wantedAt(explained, target)).join(' · '),
        atlan: Object.fromEntries(targets.map((target) => [target, hasAt(users.get(target) ?? [], colleague)])),
        receipt: lastReceipt(explained),
      };
    }),
  );
}

function wantedAt(explained: Explanation | undefined, target: string): string {
  const wanted = explained?.targets.find((one) => one.target === target)?.wanted;
  if (!wanted?.role) return '–';
  return [wanted.role.name, ...wanted.groups.map(({ group }) => `+${group}`)].join(' ');
}

function hasAt(users: readonly TenantUser[], { email }: Colleague): string {
  const user = users.find((one) => one.email === email);
  if (!user) return '–';
  return [user.state, user.workspaceRole, ...user.groups.map((group) => `+${group}`)].join(' ');
}

function lastReceipt(explained: Explanation | undefined): string {
  const last = explained?.receipts.findLast(({ verdict }) => verdict !== 'would_apply');
  return last ? `${last.action} ${last.verdict}` : '–';
}

export function closingTable(rows: readonly WorkerRow[]): string {
  const targets = Object.keys(rows[0]?.atlan ?? {});
  const table = new Table({
    head: ['worker', 'HR says', 'policy wants', ...targets.map((target) => `${target} has`), 'receipt'],
    style: { head: [], border: [], compact: true },
  });
  for (const { worker, hr, policy, atlan, receipt } of rows)
    table.push([worker, hr, policy, ...targets.map((target) => atlan[target] ?? ''), receipt]);
  return table.toString();
}
