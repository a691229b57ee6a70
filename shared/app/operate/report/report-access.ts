import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import { endOf } from '../../../contracts/operate/instant.ts';
import type { AccessRow, reportAccessCommand } from '../../../contracts/operate/report/report-access.ts';
import type { Receipt } from '../../../domain/receipt.ts';
import { unheardConnections } from '../../../domain/records/unheard-connections.ts';
import { timeline } from '../../../domain/timeline/engagement.ts';
import { accessAt } from '../../../domain/worker/access-standing.ts';
import type { Standing } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { wantedFor } from '../../converge/wanted-for.ts';
import { type Answer, answer, type OperateDeps, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { overriderOf } from '../operator.ts';
import { type ReceiptAccess, receiptAccess } from './receipt-access.ts';
import { reportRows } from './report-rows.ts';

/** Every worker on every configured target. Sends no request to a target: accounts are as poll saw them. */
export async function reportAccess(
  { asOf, cursor }: InputOf<typeof reportAccessCommand>,
  { deps, call }: OperatorRequest,
): Promise<Answer<OutputOf<typeof reportAccessCommand>>> {
  const at = asOf === undefined ? deps.clock.now() : endOf(asOf);
  const report = await reportRows(
    cursor,
    async (worker) => {
      const facts = Object.values(worker.engagements)
        .flatMap(timeline)
        .filter((entry) => entry.at <= at).length;
      const standing = accessAt(worker, at, deps.policy.access);
      const chain = await deps.ledger.receipts.chain(worker.key, asOf === undefined ? tailOf(worker) : 0);
      const receipts = chain.filter(({ header }) => header.at <= at);
      const rows = deps.targets.map((setup) => accessRow({ worker, standing, setup, receipts, facts, at }, deps));
      return { facts, rows: await Promise.all(rows) };
    },
    { deps, call },
  );
  return answer(report);
}

/** More receipts than the last look at all targets ever leaves. */
const TAIL = 100;

const tailOf = ({ receipts }: Worker): number => Math.max(0, receipts.next - TAIL);

interface Place {
  readonly worker: Worker;
  readonly standing: Standing;
  readonly setup: TargetSetup;
  readonly receipts: readonly Receipt[];
  readonly facts: number;
  /** Epoch ms. */
  readonly at: number;
}

async function accessRow(
  { worker, standing, setup, receipts, facts, at }: Place,
  { policy, ledger, operators }: OperateDeps,
): Promise<AccessRow> {
  const { name: target } = setup.target;
  const wanted = wantedFor({ worker, standing, setup, policy, at });
  const ids = worker.targets[target]?.accounts.map(({ id }) => id) ?? [];
  const seen = ids.length === 0 ? undefined : await ledger.inventory.get(target, ids);
  const unheard = unheardConnections(worker, standing, { access: policy.access, at });
  const last = receipts.findLast(({ header }) => header.target === target);
  const actor = last && overriderOf(worker, operators)(last.header.rule);
  return {
    workerKey: worker.key,
    target,
    state: standing.kind,
    facts,
    ...(unheard.length > 0 && { unheard }),
    ...(wanted?.role && { role: wanted.role }),
    // without an account there is no group: no account is made by a rule that is not decided
    groups:
      wanted?.role || (wanted?.undecidedRole && ids.length > 0)
        ? wanted.groups.map(({ group, rules }) => ({ group, rules }))
        : [],
    accounts: ids.map((id) => {
      const record = seen?.get(id);
      if (!record) return { id, state: 'unknown' };
      const state = record.removedAt === undefined ? (record.account.state ?? 'unknown') : 'absent';
      return { id, state, seenAt: iso(record.seenAt) };
    }),
    ...(last && {
      lastReceipt: {
        position: last.header.position,
        action: last.header.action,
        ...lastAccess(last, receipts),
        ...(actor !== undefined && { actor }),
        verdict: last.header.verdict,
        at: iso(last.header.at),
      },
    }),
  };
}

/** An outcome names its groups in the intent that it closes, if that was read. */
function lastAccess(last: Receipt, receipts: readonly Receipt[]): ReceiptAccess {
  const { closes } = last.header;
  const intent = closes === undefined ? undefined : receipts.find(({ header }) => header.position === closes);
  return receiptAccess(intent ?? last);
}
