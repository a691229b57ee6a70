import { isSponsored } from '../../../domain/event/sponsored.ts';
import type { SponsorDoubt } from '../../../domain/sponsorship/sponsorship.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { ActingDeps } from '../deps.ts';
import type { Question } from './intent.ts';

/** Workers who became another one are followed so far. */
const MOST_MOVES = 5;

/** Whether the access of a worker goes on by operators' word alone, and the worker who answers for them does not work here any more. */
export async function sponsorLeft(
  { worker, standing, at, policy }: Pick<Question, 'worker' | 'standing' | 'at' | 'policy'>,
  { ledger }: Pick<ActingDeps, 'ledger'>,
): Promise<SponsorDoubt | undefined> {
  const { kind, engagements } = standing;
  if (kind !== 'active' || !engagements.every(({ sourceKey }) => isSponsored(sourceKey))) return undefined;
  for (const { sourceKey } of engagements) {
    const { sponsor = '' } = worker.sponsorships?.[sourceKey] ?? {};
    if (!(await worksHere(sponsor, { at, access: policy.access }, ledger))) return { kind: 'sponsor-left', sponsor };
  }
  return undefined;
}

async function worksHere(
  key: string,
  { at, access }: Pick<Question, 'at'> & Pick<Question['policy'], 'access'>,
  { workers }: Pick<ActingDeps['ledger'], 'workers'>,
): Promise<boolean> {
  let worker = key === '' ? undefined : await workers.load(key);
  for (let moves = 0; worker && moves < MOST_MOVES; moves++) {
    const { kind } = standingAt(worker.engagements, worker.overrides, at, access);
    if (kind !== 'none') return kind !== 'ended';
    const next = becameOf(worker);
    worker = next === undefined ? undefined : await workers.load(next);
  }
  return false;
}

/** The worker to whom all that HR says of another one moved. */
const becameOf = ({ links = [] }: Worker): string | undefined => links.findLast(({ kind }) => kind === 'gone')?.other;
