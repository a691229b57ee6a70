import type { baselineImportCommand } from '../../../contracts/operate/baseline/baseline-import.ts';
import { type ReadRow, readStaffRow, staffIn } from '../../../contracts/operate/baseline/staff-row.ts';
import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import { beginningOf } from '../../../contracts/operate/instant.ts';
import type { LifecycleEvent } from '../../../domain/event/lifecycle-event.ts';
import { digestOf } from '../../../domain/text/digest-of.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import { eventMessage } from '../../ingest/event-message.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';

type Shown = OutputOf<typeof baselineImportCommand>;
type Row = Shown['rows'][number];

/** One worker of the staff. */
interface Member {
  readonly sourceWorkerId: string;
  readonly event: LifecycleEvent;
}

const NAMED = 10;

/** Says what the staff would become; with `go` hands those who are new to provision, as facts of their connection. */
export async function baselineImport(
  { connection, staff, asOf, go }: InputOf<typeof baselineImportCommand>,
  { deps }: OperatorRequest,
): Promise<Answer<Shown>> {
  const { ledger, queue, clock, observe, targets } = deps;
  const now = clock.now();
  const at = beginningOf(asOf);
  if (at > now)
    return conflict('The instant of as-of lies ahead of our clock: give the one at which the staff were so');
  const all = (staffIn(staff) ?? []).map((row) => ({ row, ...readStaffRow(row, { connection, asOf: at, now }) }));
  const problems = all.flatMap(problemsOf);
  if (problems.length > 0) return conflict(problems.slice(0, NAMED).join('; '));
  const members = all.flatMap(({ row, event }): Member[] =>
    event ? [{ sourceWorkerId: row['sourceWorkerId'] ?? '', event }] : [],
  );
  const rows: Row[] = [];
  for (const member of members) rows.push(await stateOf(member, ledger));
  if (!go) return answer({ connection, rows, isDryRun: true });

  for (const { target } of targets) {
    const mode = await ledger.flags.modeOf(target.name);
    if (mode !== 'observe')
      return conflict(
        `${target.name} is in mode ${mode}, where who comes in gets at once what the rules give: set every target to observe first, or have HR send these workers`,
      );
  }
  const isNew = new Set(rows.flatMap(({ sourceWorkerId, state }) => (state === 'new' ? [sourceWorkerId] : [])));
  const delivery = `baseline-${digestOf(staff)}`;
  const sent = members.filter(({ sourceWorkerId }) => isNew.has(sourceWorkerId));
  await queue.send(sent.map(({ event }) => eventMessage(event, { delivery, dedupId: event.id })));
  observe.count('BaselineImported');
  observe.info('baseline-imported', { connection, workers: sent.length });
  return answer({
    connection,
    rows: rows.map((row) => (row.state === 'new' ? { ...row, state: 'sent' } : row)),
    isDryRun: false,
  });
}

const problemsOf = ({ problems }: ReadRow, index: number): readonly string[] =>
  problems.map(({ column, why }) => `row ${index + 1}, ${column} ${why}`);

/** A known worker is left as they are; who has the address of one may be that one, and only HR's own event lets a person be asked. */
async function stateOf({ sourceWorkerId, event }: Member, { links }: OperatorRequest['deps']['ledger']): Promise<Row> {
  const known = await links.workerOf(event.sourceKey);
  if (known !== undefined) return { sourceWorkerId, state: 'known', workerKey: known };
  const { workEmail } = event.attributes;
  const [other] = workEmail ? await links.workersByEmail(normaliseEmail(workEmail)) : [];
  return other === undefined
    ? { sourceWorkerId, state: 'new' }
    : { sourceWorkerId, state: 'same-address', workerKey: other };
}
