import type { RosterRow } from '../../../../contracts/operate/report/report-roster.ts';
import { civilDate } from '../../../../domain/civil-time.ts';
import type { LifecycleEvent } from '../../../../domain/event/lifecycle-event.ts';
import { comparable } from '../../../../domain/policy/comparable.ts';
import { askedAttributes } from '../../../../domain/policy/unnamed-values.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import { accessAt } from '../../../../domain/worker/access-standing.ts';
import { byHrsWords } from '../../../../domain/worker/by-hrs-words.ts';
import type { Worker } from '../../../../domain/worker/worker.ts';
import type { OperateDeps } from '../../deps.ts';
import { iso } from '../../iso.ts';

/** One row of the list, read as the start of a worker. */
export interface Member {
  /** Counted from 1. */
  readonly row: number;
  readonly sourceWorkerId: string;
  readonly event: LifecycleEvent;
}

/** What is known of a row. */
export interface ListedRow {
  /** The worker who has its id. */
  readonly workerKey?: string;
  readonly difference?: RosterRow;
}

type Deps = Pick<OperateDeps, 'ledger' | 'clock' | 'policy'>;

const AT_ONCE = 20;

/** Looks up each row of the list, some at once. */
export async function readListed(members: readonly Member[], deps: Deps): Promise<readonly ListedRow[]> {
  const rows: ListedRow[] = [];
  for (let index = 0; index < members.length; index += AT_ONCE) {
    const some = members.slice(index, index + AT_ONCE);
    rows.push(...(await Promise.all(some.map((member) => listedRow(member, deps)))));
  }
  return rows;
}

async function listedRow(member: Member, deps: Deps): Promise<ListedRow> {
  const { row, sourceWorkerId, event } = member;
  const { links, workers } = deps.ledger;
  const workerKey = await links.workerOf(event.sourceKey);
  const worker = workerKey === undefined ? undefined : await workers.load(workerKey);
  if (worker && !worker.erased) {
    const difference = differenceOf(worker, member, deps);
    const of = { workerKey: worker.key, row, sourceWorkerId };
    return { workerKey: worker.key, ...(difference && { difference: { ...difference, ...of } }) };
  }
  const { workEmail } = event.attributes;
  const [other] = workEmail ? await links.workersByEmail(normaliseEmail(workEmail)) : [];
  return {
    difference: { state: 'unknown', ...(other !== undefined && { workerKey: other }), row, sourceWorkerId },
  };
}

type Difference = Pick<RosterRow, 'state' | 'endedAt' | 'attributes'>;

/** Attributes are compared with what the connection itself said, whichever connection is heard of them. */
function differenceOf(worker: Worker, { event }: Member, { clock, policy }: Deps): Difference | undefined {
  const now = clock.now();
  const { kind, endedAt, engagements } = accessAt(byHrsWords(worker), now, { ...policy.access, authority: {} });
  if (kind === 'ended') return { state: 'ended', ...(endedAt !== undefined && { endedAt: iso(endedAt) }) };
  const { effective, attributes, sourceKey } = event;
  const said = engagements.find((one) => one.sourceKey === sourceKey)?.attributes;
  const differing: string[] = askedAttributes(policy).filter((name) => {
    const listed = comparable(attributes[name] ?? '');
    return said !== undefined && listed !== '' && listed !== comparable(said[name] ?? '');
  });
  const hasBegun = effective !== null && effective.date <= civilDate(now, effective.timeZone);
  const all = [...(kind !== 'active' && hasBegun ? ['startDate'] : []), ...differing];
  return all.length > 0 ? { state: 'differs', attributes: all } : undefined;
}
