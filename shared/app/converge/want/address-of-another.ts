import { goesOnBeside, hasAddress, identityOf } from '../../../domain/identity/known-person.ts';
import { isApart } from '../../../domain/identity/link-fact.ts';
import { compareIdentities } from '../../../domain/identity/same-person.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import { isTransfer } from '../../../domain/worker/transfer.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { ActingDeps } from '../deps.ts';
import type { AddressOfAnother, Question } from './intent.ts';

/**
 * Whether the address of a worker who is to get an account is another worker's, who had it first. Asked only of one who has no account
 * of their own yet: accounts are known by their ids.
 */
export async function addressOfAnother(
  { worker, standing, setup, policy, at }: Question,
  { ledger }: Pick<ActingDeps, 'ledger'>,
): Promise<AddressOfAnother | undefined> {
  const target = setup.target.name;
  if ((standing.kind !== 'active' && standing.kind !== 'expected') || standing.workEmail === undefined)
    return undefined;
  if (hasOwnAccount(worker, target)) return undefined;
  const email = normaliseEmail(standing.workEmail);
  const all = await ledger.links.workersByEmail(email);
  const place = all.indexOf(worker.key);
  for (const key of place < 0 ? all : all.slice(0, place)) {
    const other = await ledger.workers.load(key);
    if (!other) continue;
    const { kind, workEmail } = standingAt(other.engagements, other.overrides, at, policy.access);
    const isTheirs = !other.erased && workEmail !== undefined && normaliseEmail(workEmail) === email;
    if (!isTheirs && !hasAddress(other, email, at)) continue;
    if (mayBe(worker, key)) return doubtAbout(worker, other, at);
    const isGone = kind === 'ended';
    if (!isGone || (other.targets[target]?.accounts.length ?? 0) > 0) return { kind: 'another', holder: key };
  }
  return undefined;
}

/** Whether a leaver may go on under another id by the day after, and no person has said so yet: then only sign-in ends. */
export async function mayGoOn(
  { worker, standing, at, policy }: Question,
  { ledger }: Pick<ActingDeps, 'ledger'>,
): Promise<boolean> {
  if (standing.kind !== 'ended' || standing.workEmail === undefined) return false;
  const email = normaliseEmail(standing.workEmail);
  const all = await ledger.links.workersByEmail(email);
  for (const key of all.slice(all.indexOf(worker.key) + 1)) {
    const other = await ledger.workers.load(key);
    if (!other || !mayBe(other, worker.key) || !hasAddress(other, email, at) || !isTransfer(worker, other)) continue;
    const { kind } = standingAt(other.engagements, other.overrides, at, policy.access);
    if (kind === 'active' || kind === 'expected') return true;
  }
  return false;
}

/** Whether a person has yet to say if a worker is another one whose address they have: no account of their own says that they are not. */
export const mayBe = (worker: Worker, other: string): boolean =>
  !isApart(worker, other) && Object.keys(worker.targets).every((name) => !hasOwnAccount(worker, name));

/** One that an invitation to a wrong address made is not theirs. */
const hasOwnAccount = ({ targets }: Worker, target: string): boolean =>
  targets[target]?.accounts.some(({ isMisaddressed }) => !isMisaddressed) ?? false;

function doubtAbout(worker: Worker, other: Worker, at: number): AddressOfAnother {
  return {
    kind: 'same-person',
    workerKey: worker.key,
    other: other.key,
    ...compareIdentities(identityOf(worker, at), identityOf(other, at)),
    isTransfer: isTransfer(other, worker),
    goesOnBeside: Object.keys(worker.engagements).some((sourceKey) => goesOnBeside(other, sourceKey, at)),
  };
}
