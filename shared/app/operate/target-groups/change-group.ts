import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { targetGroupsCreateCommand } from '../../../contracts/operate/target-groups/create.ts';
import type { Outcome } from '../../../domain/outcome.ts';
import { type Answer, answer, conflict, type OperatorRequest, type Refusal } from '../deps.ts';
import { operatorName } from '../operator.ts';
import { asAnswer } from './find-group.ts';
import { appendReceipt, type GroupChange } from './group-receipts.ts';

type Changed = OutputOf<typeof targetGroupsCreateCommand>;

export interface PlannedChange extends Pick<GroupChange, 'target' | 'action'> {
  readonly reason: string;
  /** Absent: nothing is changed, and the answer says what would be. */
  readonly go?: boolean | undefined;
  readonly group: Changed['group'];
  /** What the receipt says beside group, operator and reason. */
  readonly says?: GroupChange['payload'];
  /** Whether it is so already; then nothing is sent. */
  readonly isSo: boolean;
  write(): Promise<Outcome<unknown>>;
  /** A look of its own after the write: the group as it is now, or undefined where the change does not show. */
  prove(): Promise<Outcome<Changed['group'] | undefined>>;
}

/** One change of one group: intent, write, look, outcome. Mode and pauses of the target hold for operators too. */
export async function changeGroup(change: PlannedChange, request: OperatorRequest): Promise<Answer<Changed>> {
  const { target, action, group, go = false, isSo } = change;
  const { deps } = request;
  if (isSo) return answer({ target, group, dryRun: !go, result: 'already' });
  const stopped = await switchedOff(target, request);
  if (stopped) return stopped;
  if (!go) return answer({ target, group, dryRun: true, result: 'would-change' });

  const payload = { ...change.says, group: group.name, operator: operatorName(request), reason: change.reason };
  const receipt = { target, action, payload };
  const closes = await appendReceipt(receipt, { verdict: 'intended' }, deps);
  const written = asAnswer(await change.write());
  if (written.kind !== 'done') {
    await appendReceipt(receipt, { verdict: 'refused', closes }, deps);
    return written;
  }
  const seen = await change.prove();
  const proven = seen.kind === 'done' ? seen.value : undefined;
  const result = proven ? 'verified' : 'unverified';
  const position = await appendReceipt(receipt, { verdict: result, closes }, deps);
  deps.observe.count('GroupChanged', { target });
  deps.observe.info('group-changed', { target, action, result });
  return answer({ target, group: proven ?? group, dryRun: false, result, receipt: position });
}

async function switchedOff(target: string, { deps: { ledger } }: OperatorRequest): Promise<Refusal | undefined> {
  if ((await ledger.flags.modeOf(target)) === 'observe')
    return conflict(`${target} is in mode observe: no write leaves; mode sets another`);
  const paused = (await ledger.flags.pauses()).find(({ what }) => what === 'writes' || what === `target ${target}`);
  return paused && conflict(`Writes to ${target} are paused by ${paused.actor}: ${paused.reason}; resume ends it`);
}
