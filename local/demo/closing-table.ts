import Table from 'cli-table3';

import type { Explanation } from '../../shared/contracts/operate/explain/explanation.ts';
import { atlanTargets } from './main-target.ts';
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

/** What HR says, what policy wants, what the tenants have, and the last receipt, of every worker. */
export async function closingRows(stage: Stage): Promise<readonly WorkerRow[]> {
  const targets = atlanTargets(stage.cloud);
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

/** A frame line beside each cell and at the end, and a blank at both sides of a text. */
const FRAME = 3;

/** The table of all workers, no wider than the terminal that shows it (in characters; undefined: as wide as it is). */
export function closingTable(
  rows: readonly WorkerRow[],
  width: number | undefined = process.stdout.isTTY ? process.stdout.columns : undefined,
): string {
  const targets = Object.keys(rows[0]?.atlan ?? {});
  const head = ['worker', 'HR says', 'policy wants', ...targets.map((target) => `${target} has`), 'receipt'];
  const cells = rows.map(({ worker, hr, policy, atlan, receipt }) => [
    worker,
    hr,
    policy,
    ...targets.map((target) => atlan[target] ?? ''),
    receipt,
  ]);
  const widths = head.map((title, column) =>
    Math.max(...[title, ...cells.map((row) => row[column] ?? '')].map(lengthOf)),
  );
  if (width !== undefined) narrow(widths, width - head.length * FRAME - 1);
  const table = new Table({
    head,
    style: { head: [], border: [], compact: true },
    colWidths: widths.map((one) => one + FRAME - 1),
    wordWrap: true,
    wrapOnWordBoundary: false,
  });
  table.push(...cells);
  return table.toString();
}

/** The widest columns give way first. */
function narrow(widths: number[], room: number): void {
  while (widths.reduce((all, one) => all + one, 0) > room) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
}

const lengthOf = (text: string): number => Array.from(text).length;
